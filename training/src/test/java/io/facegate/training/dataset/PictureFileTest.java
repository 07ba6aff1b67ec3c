package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.image.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);
    private static final Color COLOUR = new Color(200, 60, 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jpg, ann.jpg, 6",
        "png, ann.PNG, 0",
        "bmp, ann.bmp, 0",
        "gif, ann.gif, 0",
        "gif, subject01.glasses, 0",
        "tiff, ann.tif, 0",
        "tiff, ann, 0",
        "png, ann.data, 0"
    })
    void isReadWhateverItIsCalled(String format, String name, int tolerance) throws IOException {
        Path file = folder.resolve(name);
        assertThat(ImageIO.write(drawn(), format, file.toFile())).isTrue();

        assertThat(PictureFile.isPicture(file)).isTrue();
        assertColour(PictureFile.read(file), tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3\n64 64\n255\n", "P6 64 64 255\n"})
    void ofThePortableMapsIsReadToo(String header) throws IOException {
        StringBuilder pixels = new StringBuilder(header);
        for (int i = 0; i < 64 * 64; i++) {
            pixels.append(header.startsWith("P3") ? "200 60 20\n" : "\u00c8<\u0014");
        }
        Path file = folder.resolve("1.ppm");
        Files.write(file, pixels.toString().getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PictureFile.isPicture(file)).isTrue();
        assertColour(PictureFile.read(file), 0);
    }

    @Test
    void ofGreyLevelsIsReadAsThoseOfOrlAre() throws IOException {
        byte[] pixels = new byte[92 * 112];
        java.util.Arrays.fill(pixels, (byte) 77);
        Path file = folder.resolve("1.pgm");
        Files.write(file, "P5\n92 112\n255\n".getBytes(StandardCharsets.US_ASCII));
        Files.write(file, pixels, java.nio.file.StandardOpenOption.APPEND);

        try (RgbImage image = decode(PictureFile.read(file))) {
            assertThat(image.width()).isEqualTo(92);
            assertThat(image.height()).isEqualTo(112);
            assertThat(image.pixels().get(500) & 0xff).isEqualTo(77);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a", "GIF89a\u0001\u0001\u0001\u0001\u0080", "II*\0abc", "P5\n9 9\n255\n", "P5 x"})
    void whatIsCutOffIsDamaged(String start) throws IOException {
        Path file = folder.resolve("cut");
        Files.write(file, start.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PictureFile.isPicture(file)).isTrue();
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(PictureRejectedException.class)
                .extracting(e -> ((PictureRejectedException) e).rejection())
                .isEqualTo(Rejection.IMAGE_DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann.webp", "ann", "ann.jpg"})
    void ofWebpIsReadToo(String name) throws IOException {
        Path made = folder.resolve("made.webp");
        try (Scalar colour = new Scalar(20, 60, 200, 0);
                Mat bgr = new Mat(64, 64, opencv_core.CV_8UC3, colour)) {
            assertThat(opencv_imgcodecs.imwrite(made.toString(), bgr)).isTrue();
        }
        Path file = Files.write(folder.resolve(name), Files.readAllBytes(made));

        assertThat(PictureFile.isPicture(file)).isTrue();
        assertColour(PictureFile.read(file), 8);
    }

    /** A bit each: 1 is black. */
    @Test
    void ofBlackAndWhiteIsRead() throws IOException {
        byte[] header = "P4\n16 16\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bitmap = java.util.Arrays.copyOf(header, header.length + 32);
        for (int row = 0; row < 16; row++) {
            bitmap[header.length + 2 * row] = (byte) 0xff;
        }
        Path file = Files.write(folder.resolve("1.pbm"), bitmap);

        try (RgbImage image = decode(PictureFile.read(file))) {
            assertThat(image.width()).isEqualTo(16);
            assertThat(image.height()).isEqualTo(16);
            assertThat(image.pixels().get(0) & 0xff).isZero();
            assertThat(image.pixels().get(15 * 3) & 0xff).isEqualTo(255);
        }
    }

    /** So that they are refused by the name of their format instead of being passed over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\u0018ftypheic",
                "\0\0\0\u001cftypavif",
                "\0\0\0\fjP  \r\n",
                "\0\0\0\fJXL \r\n",
                "\u00ff\n\u0001\u0002",
                "8BPS\0\u0001"
            })
    void ofFormatsThatNothingReadsIsAPictureAllTheSame(String start) throws IOException {
        Path file = Files.write(folder.resolve("phone"), start.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PictureFile.isPicture(file)).isTrue();
        assertThat(PictureFile.read(file)).as("as it is").isEqualTo(Files.readAllBytes(file));
        assertThatThrownBy(() -> decode(PictureFile.read(file)).close()).isInstanceOf(PictureRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PX 1 2", "P7\n", "BA", "RIFF\0\0\0\0WAVE", "%PDF-1.7", "#!/bin/sh", "GIF88a"})
    void whatIsNoneIsNone(String start) throws IOException {
        Path file = Files.write(folder.resolve("file"), start.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PictureFile.isPicture(file)).isFalse();
    }

    @Test
    void ofAGifWithHolesIsOnWhite() throws IOException {
        BufferedImage drawing = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        drawing.setRGB(0, 0, COLOUR.getRGB());
        Path file = folder.resolve("holes.gif");
        assertThat(ImageIO.write(drawing, "gif", file.toFile())).isTrue();

        try (RgbImage image = decode(PictureFile.read(file))) {
            assertThat(image.pixels().get(3 * 70) & 0xff).isEqualTo(255);
        }
    }

    @Test
    void everyFileOfAFolderIsAPictureOrIsNamed() throws IOException {
        Path pictures = folder.resolve("pictures");
        SolidColourFaces.write(pictures, "ann", 1, 200, 10, 10);
        Path ann = pictures.resolve("ann");
        for (Map.Entry<String, String> file :
                Map.of("old.gif", "gif", "scan.tif", "tiff", "noSuffix", "gif").entrySet()) {
            ImageIO.write(drawn(), file.getValue(), ann.resolve(file.getKey()).toFile());
        }
        Files.writeString(ann.resolve("notes.txt"), "was ill that day");
        Files.writeString(ann.resolve(".DS_Store"), "nobody's business");
        Files.write(ann.resolve("phone.heic"), "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectories(ann.resolve("more"));
        Files.createSymbolicLink(ann.resolve("gone.jpg"), folder.resolve("nowhere.jpg"));
        Files.createDirectories(pictures.resolve(".cache"));
        Files.copy(ann.resolve("ann_0001.png"), pictures.resolve("stray.png"));
        Files.writeString(pictures.resolve("README"), "a data set");

        PreparationReport report = SolidColourFaces.prepare(pictures, folder.resolve("prepared"), GEOMETRY);

        assertThat(report.prepared()).isEqualTo(4);
        assertThat(report.skipped())
                .containsExactly(new SkippedPicture("ann", "ann/phone.heic", "image_type_unsupported"));
        assertThat(report.passedOver())
                .containsExactlyInAnyOrder(
                        new SkippedPicture("ann", "ann/notes.txt", "not_a_picture"),
                        new SkippedPicture("ann", "ann/more", "folder_within_a_persons_folder"),
                        new SkippedPicture("ann", "ann/gone.jpg", "unreadable"),
                        new SkippedPicture("-", "stray.png", "outside_of_a_persons_folder"));
        assertThat(report.emptyIdentities()).isEmpty();
    }

    @Test
    void aNameThatBreaksLinesIsNamedOnOne() throws IOException {
        Path pictures = folder.resolve("pictures");
        SolidColourFaces.write(pictures, "ann", 1, 200, 10, 10);
        Files.copy(pictures.resolve("ann/ann_0001.png"), pictures.resolve("ann/two\nlines.png"));
        Path prepared = folder.resolve("prepared");

        assertThat(SolidColourFaces.prepare(pictures, prepared, GEOMETRY).passedOver())
                .containsExactly(new SkippedPicture("ann", "ann/two lines.png", "unusable_name"));
        assertThat(SolidColourFaces.prepare(pictures, prepared, GEOMETRY).fresh())
                .as("of the second time")
                .isZero();
    }

    private static BufferedImage drawn() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(COLOUR);
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        return image;
    }

    private static void assertColour(byte[] picture, int tolerance) {
        try (RgbImage image = decode(picture)) {
            assertThat(image.width()).isEqualTo(64);
            List<Integer> pixel = List.of(
                    image.pixels().get(3000) & 0xff,
                    image.pixels().get(3001) & 0xff,
                    image.pixels().get(3002) & 0xff);
            assertThat(pixel.get(0)).isCloseTo(COLOUR.getRed(), within(tolerance));
            assertThat(pixel.get(1)).isCloseTo(COLOUR.getGreen(), within(tolerance));
            assertThat(pixel.get(2)).isCloseTo(COLOUR.getBlue(), within(tolerance));
        }
    }

    private static RgbImage decode(byte[] picture) {
        return new ImageDecoder(ImageLimits.DEFAULT).decode(picture);
    }
}
