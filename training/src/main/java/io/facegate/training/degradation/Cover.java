package io.facegate.training.degradation;

import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Something of one colour in front of a part of the face. */
final class Cover {
    /** White, black, the blue of a surgical mask, grey. */
    private static final List<int[]> COLOURS = List.of(
            new int[] {235, 235, 235}, new int[] {25, 25, 25}, new int[] {150, 190, 215}, new int[] {120, 120, 120});

    private static final double HALF_WIDTH = 1.1;
    private static final double HALF_HEIGHT = 0.6;
    private static final double BAR_HEIGHT = 0.7;

    private Cover() {}

    /** An ellipse around the mouth. */
    static void mouth(Mat rgb, Landmarks face, double strength, long seed) {
        double eyes = FaceScale.of(face).eyeDistance();
        Point left = face.leftMouth();
        Point right = face.rightMouth();
        try (org.bytedeco.opencv.opencv_core.Point centre = at((left.x() + right.x()) / 2, (left.y() + right.y()) / 2);
                Size axes = new Size((int) Math.round(HALF_WIDTH * strength * eyes), (int)
                        Math.round(HALF_HEIGHT * strength * eyes));
                Scalar colour = colour(seed)) {
            opencv_imgproc.ellipse(
                    rgb, centre, axes, tilt(face), 0, 360, colour, opencv_imgproc.FILLED, opencv_imgproc.LINE_AA, 0);
        }
    }

    /** A bar over both eyes. */
    static void eyes(Mat rgb, Landmarks face, double strength, long seed) {
        double eyes = FaceScale.of(face).eyeDistance();
        double beyond = 0.5;
        double x = beyond * (face.rightEye().x() - face.leftEye().x());
        double y = beyond * (face.rightEye().y() - face.leftEye().y());
        try (org.bytedeco.opencv.opencv_core.Point from =
                        at(face.leftEye().x() - x, face.leftEye().y() - y);
                org.bytedeco.opencv.opencv_core.Point to =
                        at(face.rightEye().x() + x, face.rightEye().y() + y);
                Scalar colour = colour(seed)) {
            int height = (int) Math.max(1, Math.round(BAR_HEIGHT * strength * eyes));
            opencv_imgproc.line(rgb, from, to, colour, height, opencv_imgproc.LINE_AA, 0);
        }
    }

    private static double tilt(Landmarks face) {
        return Math.toDegrees(Math.atan2(
                face.rightEye().y() - face.leftEye().y(),
                face.rightEye().x() - face.leftEye().x()));
    }

    private static org.bytedeco.opencv.opencv_core.Point at(double x, double y) {
        return new org.bytedeco.opencv.opencv_core.Point((int) x, (int) y);
    }

    private static Scalar colour(long seed) {
        int[] rgb = COLOURS.get(new SplittableRandom(seed).nextInt(COLOURS.size()));
        return new Scalar(rgb[0], rgb[1], rgb[2], 0);
    }
}
