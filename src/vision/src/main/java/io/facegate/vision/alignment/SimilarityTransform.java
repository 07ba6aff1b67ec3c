package io.facegate.vision.alignment;

import io.facegate.vision.landmark.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rotation, uniform scale and translation: {@code x' = a x - b y + tx}, {@code y' = b x + a y + ty}.
 */
record SimilarityTransform(double a, double b, double tx, double ty) {
    /** Square pixels; five landmarks that are nearer together than a thousandth of a pixel are one. */
    private static final double LEAST_SPREAD = 1e-6;

    /** A face that is wider than any picture would still be scaled by more. */
    private static final double LEAST_SCALE = 1e-6;

    /**
     * The transform that brings {@code from} closest to {@code to} in the least-squares sense (Umeyama 1991, without
     * reflection; in two dimensions it has this closed form).
     *
     * @throws DegenerateLandmarksException if all points of {@code from} are the same, not finite, or so far from the
     *     shape of {@code to} that every direction is as good
     */
    static SimilarityTransform between(List<Point> from, List<Point> to) {
        double fromX = mean(from, Point::x);
        double fromY = mean(from, Point::y);
        double toX = mean(to, Point::x);
        double toY = mean(to, Point::y);
        double same = 0;
        double turned = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - fromX;
            double y = from.get(i).y() - fromY;
            double u = to.get(i).x() - toX;
            double v = to.get(i).y() - toY;
            same += x * u + y * v;
            turned += x * v - y * u;
            spread += x * x + y * y;
        }
        double a = same / spread;
        double b = turned / spread;
        // written so that NaN, too, is refused
        if (!(spread > LEAST_SPREAD && Math.hypot(a, b) > LEAST_SCALE)) {
            throw new DegenerateLandmarksException(
                    "The landmarks %s are one point, or not the shape of a face.%nMaybe the detector's landmarks are read in a wrong order or scale."
                            .formatted(from));
        }
        return new SimilarityTransform(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
    }

    double scale() {
        return Math.hypot(a, b);
    }

    SimilarityTransform inverse() {
        double squaredScale = a * a + b * b;
        double inverseA = a / squaredScale;
        double inverseB = -b / squaredScale;
        return new SimilarityTransform(
                inverseA, inverseB, -inverseA * tx + inverseB * ty, -inverseB * tx - inverseA * ty);
    }

    Point apply(Point point) {
        return new Point((float) (a * point.x() - b * point.y() + tx), (float) (b * point.x() + a * point.y() + ty));
    }

    private static double mean(List<Point> points, ToDoubleFunction<Point> coordinate) {
        return points.stream().mapToDouble(coordinate).sum() / points.size();
    }
}
