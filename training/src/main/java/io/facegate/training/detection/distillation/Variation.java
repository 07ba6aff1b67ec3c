package io.facegate.training.detection.distillation;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What else a picture might have looked like: mirrored, turned, blurred, in other light, without colours, noisy. */
final class Variation {
    private Variation() {}

    /** Changes the picture, as often as not in a way of each kind. */
    static void vary(Mat piece, Random random) {
        if (random.nextBoolean()) {
            opencv_core.flip(piece, piece, 1);
        }
        if (random.nextDouble() < 0.3) {
            turn(piece, (random.nextDouble() - 0.5) * 50);
        }
        recolour(piece, random);
    }

    /** Changes how the picture looks, but not where anything is in it. */
    static void recolour(Mat piece, Random random) {
        if (random.nextDouble() < 0.15) {
            blur(piece, 0.3 + 1.5 * random.nextDouble());
        }
        if (random.nextDouble() < 0.5) {
            piece.convertTo(piece, -1, 0.4 + random.nextDouble(), (random.nextDouble() - 0.5) * 80);
        }
        if (random.nextDouble() < 0.2) {
            tint(piece, random);
        }
        if (random.nextDouble() < 0.1) {
            opencv_imgproc.cvtColor(piece, piece, opencv_imgproc.COLOR_RGB2GRAY);
            opencv_imgproc.cvtColor(piece, piece, opencv_imgproc.COLOR_GRAY2RGB);
        }
        if (random.nextDouble() < 0.1) {
            double share = 0.3 * random.nextDouble();
            try (Mat noise = Patch.noise(piece.cols(), piece.rows(), random)) {
                opencv_core.addWeighted(piece, 1 - share, noise, share, 0, piece);
            }
        }
    }

    private static void turn(Mat piece, double degrees) {
        try (Point2f centre = new Point2f(piece.cols() / 2f, piece.rows() / 2f);
                Mat rotation = opencv_imgproc.getRotationMatrix2D(centre, degrees, 1);
                Size size = piece.size();
                Scalar black = new Scalar(0, 0, 0, 0);
                Mat from = piece.clone()) {
            opencv_imgproc.warpAffine(
                    from, piece, rotation, size, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, black);
        }
    }

    private static void blur(Mat piece, double deviation) {
        try (Size size = new Size(0, 0)) {
            opencv_imgproc.GaussianBlur(piece, piece, size, deviation);
        }
    }

    private static void tint(Mat piece, Random random) {
        try (Scalar gains = new Scalar(
                        0.6 + 0.8 * random.nextDouble(),
                        0.6 + 0.8 * random.nextDouble(),
                        0.6 + 0.8 * random.nextDouble(),
                        0);
                Mat factors = new Mat(piece.rows(), piece.cols(), opencv_core.CV_32FC3, gains)) {
            opencv_core.multiply(piece, factors, piece, 1, opencv_core.CV_8UC3);
        }
    }
}
