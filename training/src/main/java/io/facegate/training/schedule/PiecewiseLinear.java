package io.facegate.training.schedule;

import java.util.List;

/**
 * Straight lines from point to point; constant before the first and after the last.
 *
 * @param points at least one, by rising epoch
 */
public record PiecewiseLinear(List<Point> points) implements Schedule {
    /** From 1.0 at epoch 0 to 0.6 at epoch 15, from there to 0.3 at epoch 49: the margin of the hybrid triplet loss. */
    public static final PiecewiseLinear TRIPLET_MARGIN =
            new PiecewiseLinear(List.of(new Point(0, 1.0), new Point(15, 0.6), new Point(49, 0.3)));

    /** A value at an epoch. */
    public record Point(double epoch, double value) {}

    public PiecewiseLinear {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points must not be empty");
        }
        for (int i = 1; i < points.size(); i++) {
            if (!(points.get(i).epoch > points.get(i - 1).epoch)) {
                throw new IllegalArgumentException(
                        "points (%s) must be in the order of their epochs".formatted(points));
            }
        }
    }

    @Override
    public double at(double epoch) {
        Point from = points.get(0);
        if (epoch <= from.epoch) {
            return from.value;
        }
        for (Point to : points) {
            if (epoch < to.epoch) {
                double share = (epoch - from.epoch) / (to.epoch - from.epoch);
                return from.value + share * (to.value - from.value);
            }
            from = to;
        }
        return from.value;
    }
}
