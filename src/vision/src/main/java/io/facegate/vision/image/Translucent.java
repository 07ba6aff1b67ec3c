package io.facegate.vision.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels with an alpha channel, as OpenCV decodes them. They are worked on a few rows at a time, so that a large picture is in
 * memory once and not three times.
 */
final class Translucent {
    private static final int ROWS = 64;

    private Translucent() {}

    /**
     * @param bgra of 8 or 16 bits; this takes its ownership
     * @return RGB of 8 bits, which the caller owns
     */
    static Mat overWhite(Mat bgra) {
        Mat rgb = new Mat(bgra.rows(), bgra.cols(), opencv_core.CV_8UC3);
        double to8Bits = bgra.depth() == opencv_core.CV_16U ? 1 / 257.0 : 1;
        try (bgra;
                Mat pixels = new Mat();
                Mat alpha = new Mat();
                Mat alphas = new Mat()) {
            for (int top = 0; top < bgra.rows(); top += ROWS) {
                try (Mat from = rows(bgra, top);
                        Mat to = rows(rgb, top)) {
                    from.convertTo(pixels, opencv_core.CV_8U, to8Bits, 0);
                    opencv_core.extractChannel(pixels, alpha, 3);
                    opencv_imgproc.cvtColor(alpha, alphas, opencv_imgproc.COLOR_GRAY2RGB);
                    opencv_imgproc.cvtColor(pixels, to, opencv_imgproc.COLOR_BGRA2RGB);
                    // white - (white - colour) * alpha
                    opencv_core.bitwise_not(to, to);
                    opencv_core.multiply(to, alphas, to, 1 / 255.0, -1);
                    opencv_core.bitwise_not(to, to);
                }
            }
        }
        return rgb;
    }

    private static Mat rows(Mat mat, int top) {
        return mat.rowRange(top, Math.min(mat.rows(), top + ROWS));
    }
}
