package io.facegate.training.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Receiver operating characteristic: true against false positive rate over all thresholds, as scikit-learn's
 * {@code roc_curve} defines it (a pair is positive if its score is at least the threshold), with every distinct score.
 */
public final class RocCurve {
    /** Expected false matches below which a rate is not worth stating. */
    private static final double LEAST_FALSE_MATCHES = 10;

    /** One threshold's rates. */
    public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

    private final List<Point> points;
    private final long genuinePairs;
    private final long impostorPairs;

    private RocCurve(List<Point> points, long genuinePairs, long impostorPairs) {
        this.points = List.copyOf(points);
        this.genuinePairs = genuinePairs;
        this.impostorPairs = impostorPairs;
    }

    /**
     * @throws IllegalArgumentException if either kind of pair is missing
     */
    public static RocCurve of(Collection<ScoredPair> pairs) {
        long genuinePairs = pairs.stream().filter(ScoredPair::genuine).count();
        long impostorPairs = pairs.size() - genuinePairs;
        if (genuinePairs == 0 || impostorPairs == 0) {
            throw new IllegalArgumentException(
                    "A ROC curve needs genuine (%d) and impostor (%d) pairs".formatted(genuinePairs, impostorPairs));
        }
        List<ScoredPair> descending = pairs.stream()
                .sorted(Comparator.comparingDouble(ScoredPair::score).reversed())
                .toList();
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        long truePositives = 0;
        long falsePositives = 0;
        for (int i = 0; i < descending.size(); i++) {
            ScoredPair pair = descending.get(i);
            if (pair.genuine()) {
                truePositives++;
            } else {
                falsePositives++;
            }
            boolean lastOfItsScore =
                    i + 1 == descending.size() || descending.get(i + 1).score() != pair.score();
            if (lastOfItsScore) {
                points.add(new Point(
                        pair.score(), (double) falsePositives / impostorPairs, (double) truePositives / genuinePairs));
            }
        }
        return new RocCurve(points, genuinePairs, impostorPairs);
    }

    /** From the strictest threshold (nothing matches) to the laxest (everything does). */
    public List<Point> points() {
        return points;
    }

    /** Area under the curve, by the trapezoidal rule: the chance that a genuine pair scores above an impostor pair. */
    public double areaUnderCurve() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            area += (to.falsePositiveRate - from.falsePositiveRate) * (to.truePositiveRate + from.truePositiveRate) / 2;
        }
        return area;
    }

    /** Where false match and false non-match rate are equal, on the line between the two nearest thresholds. */
    public double equalErrorRate() {
        for (int i = 1; i < points.size(); i++) {
            Point to = points.get(i);
            double gapTo = to.falsePositiveRate - (1 - to.truePositiveRate);
            if (gapTo >= 0) {
                Point from = points.get(i - 1);
                double gapFrom = from.falsePositiveRate - (1 - from.truePositiveRate);
                double share = gapFrom / (gapFrom - gapTo);
                return from.falsePositiveRate + share * (to.falsePositiveRate - from.falsePositiveRate);
            }
        }
        throw new IllegalStateException("The last point of a ROC curve is (1, 1)");
    }

    /** The largest true positive rate whose false positive rate is at most this: TAR at FAR. */
    public double truePositiveRateAt(double falsePositiveRate) {
        return points.stream()
                .filter(point -> point.falsePositiveRate <= falsePositiveRate)
                .mapToDouble(Point::truePositiveRate)
                .max()
                .orElse(0);
    }

    /** The laxest threshold whose false positive rate is at most this. */
    public Point pointAt(double falsePositiveRate) {
        return points.stream()
                .filter(point -> point.falsePositiveRate <= falsePositiveRate)
                .reduce((stricter, laxer) -> laxer)
                .orElseThrow(() -> new IllegalStateException("At an infinite threshold nothing matches"));
    }

    public long genuinePairs() {
        return genuinePairs;
    }

    public long impostorPairs() {
        return impostorPairs;
    }

    /** {@link #truePositiveRateAt} where at least ten false matches are expected; empty where it would be a guess. */
    public OptionalDouble supportedTruePositiveRateAt(double falsePositiveRate) {
        return falsePositiveRate * impostorPairs >= LEAST_FALSE_MATCHES
                ? OptionalDouble.of(truePositiveRateAt(falsePositiveRate))
                : OptionalDouble.empty();
    }

    /** The threshold with the most correct decisions, halfway to the next lower score. */
    public double mostAccurateThreshold() {
        double best = -1;
        int bestIndex = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double correct = point.truePositiveRate * genuinePairs + (1 - point.falsePositiveRate) * impostorPairs;
            if (correct > best) {
                best = correct;
                bestIndex = i;
            }
        }
        double threshold = points.get(bestIndex).threshold;
        if (bestIndex + 1 == points.size()) {
            return threshold;
        }
        double below = points.get(bestIndex + 1).threshold;
        return Double.isInfinite(threshold) ? Math.nextUp(below) : (threshold + below) / 2;
    }
}
