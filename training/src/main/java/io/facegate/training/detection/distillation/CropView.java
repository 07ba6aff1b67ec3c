package io.facegate.training.detection.distillation;

import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How a crop lies on a face's square: as a detector might have drawn it, and turned.
 *
 * @param mirrored left and right change places
 * @param degrees by which it is turned
 * @param scale its side, in sides of the square
 * @param right how far its centre is to the right of the square's, in sides of the square
 * @param down how far below
 */
record CropView(boolean mirrored, double degrees, double scale, double right, double down) {
    /** Of a box's edges, about; the student's boxes are off by a twentieth. */
    private static final double USUAL_SHIFT = 0.045;

    private static final double USUAL_SCALING = 0.08;
    private static final double USUAL_DEGREES = 12;
    /** In usual deviations. */
    private static final double MOST = 3;

    static CropView any(Random random) {
        return new CropView(
                random.nextBoolean(),
                USUAL_DEGREES * deviation(random),
                Math.exp(USUAL_SCALING * deviation(random)),
                USUAL_SHIFT * deviation(random),
                USUAL_SHIFT * deviation(random));
    }

    private static double deviation(Random random) {
        return Math.max(-MOST, Math.min(MOST, random.nextGaussian()));
    }

    /** What lies beyond the picture is black, as it is for a detector. */
    Mat of(Mat picture, TaughtFace.Square square, int side) {
        double[] map = map(square);
        double pixel = 1.0 / side;
        // OpenCV counts from the centres of pixels: half a pixel there and back
        double[] inPixels = {
            map[0] * pixel,
            map[1] * pixel,
            (map[0] + map[1]) * pixel / 2 + map[2] - 0.5,
            map[3] * pixel,
            map[4] * pixel,
            (map[3] + map[4]) * pixel / 2 + map[5] - 0.5
        };
        Mat crop = new Mat();
        try (Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer values = new DoublePointer(matrix.data());
                Size size = new Size(side, side);
                Scalar black = new Scalar(0, 0, 0, 0)) {
            values.put(inPixels);
            opencv_imgproc.warpAffine(
                    picture,
                    crop,
                    matrix,
                    size,
                    opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                    opencv_core.BORDER_CONSTANT,
                    black);
        }
        return crop;
    }

    /** A point of the picture in the crop, in crop sides. */
    double[] place(TaughtFace.Square square, double x, double y) {
        double[] map = map(square);
        double determinant = map[0] * map[4] - map[1] * map[3];
        double fromX = x - map[2];
        double fromY = y - map[5];
        return new double[] {
            (map[4] * fromX - map[1] * fromY) / determinant, (map[0] * fromY - map[3] * fromX) / determinant
        };
    }

    /** From the crop, in crop sides, to the picture: {@code x' = m0 x + m1 y + m2}, {@code y' = m3 x + m4 y + m5}. */
    private double[] map(TaughtFace.Square square) {
        double length = scale * square.side();
        double cosine = length * Math.cos(Math.toRadians(degrees));
        double sine = length * Math.sin(Math.toRadians(degrees));
        double flip = mirrored ? -1 : 1;
        double[] linear = {flip * cosine, -sine, flip * sine, cosine};
        double centreX = square.centreX() + right * square.side();
        double centreY = square.centreY() + down * square.side();
        return new double[] {
            linear[0],
            linear[1],
            centreX - (linear[0] + linear[1]) / 2,
            linear[2],
            linear[3],
            centreY - (linear[2] + linear[3]) / 2
        };
    }
}
