package io.facegate.training.dataset;

import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture of a data set. Data sets of faces are older than JPEG: ORL is in PGM, Yale in GIF without a suffix, others in
 * TIFF. The service refuses those formats, because a stranger sends what it decodes; here the pictures are one's own.
 *
 * <p>Content decides what a file is, and its name only where it names a usual format: then the file needn't be opened for it.
 */
public final class PictureFile {
    private static final Set<String> USUAL_SUFFIXES = Set.of("jpg", "jpeg", "png", "webp", "bmp");
    private static final int SIGNATURE_LENGTH = 16;

    private PictureFile() {}

    /** Whether it is a picture of any format, readable or not. */
    static boolean isPicture(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (USUAL_SUFFIXES.contains(suffix)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(SIGNATURE_LENGTH);
            return isUsual(start) || isPortableMap(start) || isTiff(start) || isGif(start) || isKnownOtherwise(start);
        }
    }

    /**
     * The picture in a format that {@link io.facegate.vision.image.ImageDecoder} takes: as it is, or as PNG if it is a PBM,
     * PGM, PPM, TIFF or GIF. Of several pictures in a file it is the first.
     *
     * @throws PictureRejectedException if one of those can't be decoded
     */
    public static byte[] read(Path file) throws IOException {
        return usual(Files.readAllBytes(file));
    }

    static byte[] usual(byte[] bytes) throws IOException {
        if (isPortableMap(bytes) || isTiff(bytes)) {
            return pngOfOpenCv(bytes);
        }
        return isGif(bytes) ? pngOfGif(bytes) : bytes;
    }

    private static byte[] pngOfOpenCv(byte[] bytes) {
        try (BytePointer encoded = new BytePointer(bytes);
                Mat row = new Mat(1, bytes.length, opencv_core.CV_8UC1, encoded);
                Mat pixels = opencv_imgcodecs.imdecode(row, opencv_imgcodecs.IMREAD_COLOR);
                BytePointer png = new BytePointer()) {
            if (pixels.empty() || !opencv_imgcodecs.imencode(".png", pixels, png)) {
                throw damaged();
            }
            byte[] converted = new byte[(int) png.limit()];
            png.get(converted);
            return converted;
        } catch (RuntimeException e) { // JavaCPP has no other type for the exceptions of C++
            throw e instanceof PictureRejectedException ? e : damaged();
        }
    }

    private static byte[] pngOfGif(byte[] bytes) throws IOException {
        BufferedImage first;
        try {
            first = ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException | IndexOutOfBoundsException e) { // the reader trusts the file's numbers
            throw damaged();
        }
        if (first == null) {
            throw damaged();
        }
        BufferedImage opaque = new BufferedImage(first.getWidth(), first.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(first, 0, 0, Color.WHITE, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(opaque, "png", png);
        return png.toByteArray();
    }

    private static PictureRejectedException damaged() {
        return new PictureRejectedException(
                Rejection.IMAGE_DAMAGED, "The picture is damaged: its pixels can't be decoded.");
    }

    private static boolean isUsual(byte[] start) {
        return startsWith(start, "\u00ff\u00d8\u00ff")
                || startsWith(start, "\u0089PNG")
                || startsWith(start, "BM")
                || (startsWith(start, "RIFF") && start.length >= 12 && start[8] == 'W' && start[9] == 'E');
    }

    /** PBM, PGM or PPM, as text or binary. */
    private static boolean isPortableMap(byte[] start) {
        return start.length > 2
                && start[0] == 'P'
                && start[1] >= '1'
                && start[1] <= '6'
                && Character.isWhitespace(start[2]);
    }

    private static boolean isTiff(byte[] start) {
        return startsWith(start, "II*\0") || startsWith(start, "MM\0*");
    }

    private static boolean isGif(byte[] start) {
        return startsWith(start, "GIF87a") || startsWith(start, "GIF89a");
    }

    /** Formats that nothing here reads, so that they are refused by name: HEIC and AVIF, JPEG 2000, JPEG XL, Photoshop. */
    private static boolean isKnownOtherwise(byte[] start) {
        return (start.length >= 8 && start[4] == 'f' && start[5] == 't' && start[6] == 'y' && start[7] == 'p')
                || startsWith(start, "\0\0\0\fjP  ")
                || startsWith(start, "\0\0\0\fJXL ")
                || startsWith(start, "\u00ff\n")
                || startsWith(start, "8BPS");
    }

    private static boolean startsWith(byte[] start, String signature) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        if (start.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (start[i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
