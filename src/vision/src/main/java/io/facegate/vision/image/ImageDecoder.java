package io.facegate.vision.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encoded pictures to upright 8-bit RGB: JPEG, PNG, WebP and BMP, recognised by content.
 *
 * <p>Limits and completeness are checked by reading the file's structure, before any pixel is allocated; only what passes
 * reaches OpenCV. Then
 *
 * <ul>
 *   <li>the EXIF orientation is applied, in JPEG, PNG and WebP; an illegal one is ignored;
 *   <li>grey, palette, CMYK and YCCK become RGB (CMYK as Adobe and browsers store it, inverted; colour profiles are not
 *       applied), and 16 bits become eight;
 *   <li>an alpha channel is laid over white. Dropping it would bring out colours that nobody sees: a face could be hidden
 *       under a transparent area, and be matched;
 *   <li>an animated PNG is its default image; an animated WebP is refused.
 * </ul>
 *
 * <p>Damage that leaves a file's structure whole, such as a changed byte in the entropy-coded data of a JPEG, gives wrong
 * pixels, as in every viewer. The libraries within OpenCV may say a line about it on the standard error stream, without
 * content; OpenCV's own lines end with the environment variable {@code OPENCV_LOG_LEVEL=SILENT}.
 *
 * <p>Several threads may use a decoder at once. Each picture is worked on by the thread that brings it: a service has
 * several pictures at a time, and OpenCV's own threads would take processors from TensorFlow's. OpenCV has one setting for
 * the whole process, and creating a decoder makes it.
 */
public final class ImageDecoder {
    private static final String UNDECODABLE = "The picture is damaged: its pixels can't be decoded.";

    private static final int AS_RGB = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
        opencv_core.setNumThreads(1);
    }

    /**
     * Checks a picture, and leaves its pixels encoded until some are asked for.
     *
     * @param picture an encoded picture
     * @return the upright picture, which the caller closes
     * @throws PictureRejectedException if the bytes are no usable picture
     */
    public Picture open(byte[] picture) {
        EncodedImage encoded = checked(picture);
        boolean transposed = encoded.orientation().transposes();
        int width = (int) (transposed ? encoded.height() : encoded.width());
        int height = (int) (transposed ? encoded.width() : encoded.height());
        return new Picture(width, height, factor -> decode(encoded, width, height, encoded.scalable() ? factor : 1));
    }

    /**
     * @param picture an encoded picture
     * @return the upright picture, which the caller closes
     * @throws PictureRejectedException if the bytes are no usable picture
     */
    public RgbImage decode(byte[] picture) {
        return open(picture).pixels();
    }

    private EncodedImage checked(byte[] picture) {
        if (picture.length == 0) {
            throw new PictureRejectedException(Rejection.IMAGE_EMPTY, "The picture is empty: it has no bytes.");
        }
        if (picture.length > limits.maximumBytes()) {
            throw new PictureRejectedException(
                    Rejection.IMAGE_TOO_LARGE,
                    "The picture has %d bytes; at most %d are allowed."
                            .formatted(picture.length, limits.maximumBytes()));
        }
        EncodedImage encoded = ImageFormat.read(picture, limits);
        limits.check(encoded.width(), encoded.height());
        return encoded;
    }

    /** The last square of a row or a column may be a part of one; turned upright, it is the first. */
    private static ReducedPicture decode(EncodedImage encoded, int width, int height, int factor) {
        Orientation orientation = encoded.orientation();
        RgbImage image = new RgbImage(orientation.upright(decodePixels(encoded, factor)));
        return new ReducedPicture(
                image,
                factor,
                orientation.mirrors() ? width - image.width() * factor : 0,
                orientation.flips() ? height - image.height() * factor : 0);
    }

    private static Mat decodePixels(EncodedImage encoded, int factor) {
        try (BytePointer bytes = new BytePointer(encoded.bytes());
                Mat row = new Mat(1, encoded.bytes().length, opencv_core.CV_8UC1, bytes)) {
            if (encoded.translucent()) {
                Mat decoded = decode(row, opencv_imgcodecs.IMREAD_UNCHANGED, encoded, 1);
                if (decoded.channels() == 4) {
                    return Translucent.overWhite(decoded);
                }
                decoded.close();
            }
            return decode(row, reducedBy(factor) | AS_RGB, encoded, factor);
        }
    }

    /** Of these flags of OpenCV, only the bit that says how much counts here. */
    private static int reducedBy(int factor) {
        return switch (factor) {
            case 1 -> 0;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
            default -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
        };
    }

    private static Mat decode(Mat row, int flags, EncodedImage encoded, int factor) {
        Mat decoded;
        try {
            decoded = opencv_imgcodecs.imdecode(row, flags);
        } catch (RuntimeException e) { // JavaCPP has no other type for the exceptions of C++
            if (String.valueOf(e.getMessage()).contains("Insufficient memory")) {
                throw e;
            }
            throw new PictureRejectedException(Rejection.IMAGE_DAMAGED, UNDECODABLE, e);
        }
        if (decoded.cols() != reduced(encoded.width(), factor) || decoded.rows() != reduced(encoded.height(), factor)) {
            decoded.close();
            throw new PictureRejectedException(Rejection.IMAGE_DAMAGED, UNDECODABLE);
        }
        return decoded;
    }

    private static long reduced(long side, int factor) {
        return (side + factor - 1) / factor;
    }
}
