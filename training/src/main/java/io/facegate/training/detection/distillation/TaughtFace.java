package io.facegate.training.detection.distillation;

import io.facegate.training.detection.OutputNetwork;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A face and what the teacher says of it, in continuous coordinates of its picture.
 *
 * @param picture what is around the face, RGB; it is this face's to close
 * @param square the teacher's box, made a square
 * @param landmarks five x, then five y
 * @param mirrored the teacher's answer to the mirrored picture, mirrored back: not quite the same
 */
record TaughtFace(Mat picture, Square square, List<Double> landmarks, List<Double> mirrored) implements AutoCloseable {
    /** Which landmark each becomes in a mirror: left and right change places. */
    private static final int[] IN_A_MIRROR = {1, 0, 2, 4, 3};

    private static final int POINTS = OutputNetwork.LANDMARK_COORDINATES / 2;

    TaughtFace {
        landmarks = List.copyOf(landmarks);
        mirrored = List.copyOf(mirrored);
    }

    record Square(double left, double top, double side) {
        double centreX() {
            return left + side / 2;
        }

        double centreY() {
            return top + side / 2;
        }
    }

    /**
     * A crop of it.
     *
     * @return RGB, {@code side x side}; the caller's to close
     */
    Mat crop(CropView view, int side) {
        return view.of(picture, square, side);
    }

    /** Where the landmarks are in that crop, in crop sides: five x, then five y. */
    float[] landmarksIn(CropView view) {
        float[] values = new float[OutputNetwork.LANDMARK_COORDINATES];
        List<Double> known = view.mirrored() ? mirrored : landmarks;
        for (int point = 0; point < POINTS; point++) {
            double[] place = view.place(square, known.get(point), known.get(POINTS + point));
            int seen = view.mirrored() ? IN_A_MIRROR[point] : point;
            values[seen] = (float) place[0];
            values[POINTS + seen] = (float) place[1];
        }
        return values;
    }

    @Override
    public void close() {
        picture.close();
    }
}
