package io.facegate.vision.image;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An upright picture: 8-bit RGB, row by row, channels interleaved ({@code [height, width, 3]}).
 *
 * <p>It owns its pixels, which lie outside the Java heap, until it is closed; for one thread at a time.
 */
public final class RgbImage implements AutoCloseable {
    private final Mat mat;

    private boolean closed;

    /**
     * @param mat continuous, CV_8UC3, RGB; this image takes its ownership
     */
    public RgbImage(Mat mat) {
        if (mat.type() != opencv_core.CV_8UC3 || !mat.isContinuous() || mat.empty()) {
            throw new IllegalArgumentException("mat must be a continuous, non-empty CV_8UC3 matrix");
        }
        this.mat = mat;
    }

    public int width() {
        return mat().cols();
    }

    public int height() {
        return mat().rows();
    }

    /**
     * The pixels for OpenCV; valid until this image is closed, which stays the owner.
     *
     * @throws IllegalStateException if it is closed
     */
    public Mat mat() {
        if (closed) {
            throw new IllegalStateException("The picture is closed: its pixels are gone.");
        }
        return mat;
    }

    /** The pixels, {@code height x width x 3} bytes; a view that is valid until this image is closed. */
    public ByteBuffer pixels() {
        return mat().createBuffer();
    }

    @Override
    public void close() {
        closed = true;
        mat.close();
    }
}
