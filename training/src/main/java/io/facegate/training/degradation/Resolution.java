package io.facegate.training.degradation;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Fewer pixels, or fewer bytes, than a face needs. */
final class Resolution {
    private Resolution() {}

    /**
     * @param times how much smaller the picture becomes before it is enlarged again; nothing happens below 1
     * @param squares whether the pixels are seen afterwards
     */
    static void reduce(Mat rgb, double times, boolean squares) {
        if (times <= 1) {
            return;
        }
        try (Size small = new Size(side(rgb.cols(), times), side(rgb.rows(), times));
                Size full = new Size(rgb.cols(), rgb.rows());
                Mat reduced = new Mat()) {
            opencv_imgproc.resize(rgb, reduced, small, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.resize(
                    reduced, rgb, full, 0, 0, squares ? opencv_imgproc.INTER_NEAREST : opencv_imgproc.INTER_LINEAR);
        }
    }

    private static int side(int pixels, double times) {
        return (int) Math.max(1, Math.round(pixels / times));
    }

    static void compress(Mat rgb, int quality) {
        try (Mat bgr = new Mat();
                BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(".jpg", bgr, encoded, settings)) {
                throw new IllegalStateException("OpenCV can't encode JPEG");
            }
            try (Mat bytes = new Mat(encoded);
                    Mat decoded = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_COLOR)) {
                opencv_imgproc.cvtColor(decoded, rgb, opencv_imgproc.COLOR_BGR2RGB);
            }
        }
    }
}
