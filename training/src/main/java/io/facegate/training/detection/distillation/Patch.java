package io.facegate.training.detection.distillation;

import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** What scenes are put together of: rectangles of pictures, in any size, and noise. Each is the caller's to close. */
final class Patch {
    private static final int CHANNELS = 3;

    private Patch() {}

    /** A view of a rectangle of the picture, at least this share of its sides. */
    static Mat of(Mat picture, Random random, double least) {
        int width = (int) Math.max(1, picture.cols() * (least + (1 - least) * random.nextDouble()));
        int height = (int) Math.max(1, picture.rows() * (least + (1 - least) * random.nextDouble()));
        int left = random.nextInt(picture.cols() - width + 1);
        int top = random.nextInt(picture.rows() - height + 1);
        try (Rect rectangle = new Rect(left, top, width, height)) {
            return new Mat(picture, rectangle);
        }
    }

    static Mat resized(Mat picture, int width, int height) {
        Mat result = new Mat();
        int method = width < picture.cols() ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(picture, result, size, 0, 0, method);
        }
        return result;
    }

    /** Every value of every pixel by itself. */
    static Mat noise(int width, int height, Random random) {
        byte[] values = new byte[width * height * CHANNELS];
        random.nextBytes(values);
        Mat noise = new Mat(height, width, opencv_core.CV_8UC3);
        new BytePointer(noise.data()).put(values);
        return noise;
    }
}
