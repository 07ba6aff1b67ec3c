package io.facegate.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many genuine pairs are missed the more of the worst pictures are refused: the error versus discard characteristic of
 * ISO/IEC 29794-1. A quality that says nothing leaves it level.
 *
 * @param points from nothing refused on
 */
public record RefusalCurve(List<Point> points) {
    private static final int STEPS = 60;
    private static final double MOST_REFUSED = 0.3;

    /**
     * A genuine pair.
     *
     * @param quality the lower one of its two pictures, 0..1
     * @param matched whether it was granted
     */
    public record Pair(double quality, boolean matched) {}

    /**
     * @param refused share of the pairs that are refused, those of the lowest quality
     * @param falseNonMatchRate share of the others that aren't granted
     */
    public record Point(double refused, double falseNonMatchRate) {}

    public RefusalCurve {
        points = List.copyOf(points);
    }

    /** @param pairs at least one */
    public static RefusalCurve of(List<Pair> pairs) {
        List<Pair> worstFirst =
                pairs.stream().sorted(Comparator.comparingDouble(Pair::quality)).toList();
        List<Point> points = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            int refused = (int) Math.round(MOST_REFUSED * step / STEPS * worstFirst.size());
            List<Pair> rest = worstFirst.subList(Math.min(refused, worstFirst.size() - 1), worstFirst.size());
            long missed = rest.stream().filter(pair -> !pair.matched()).count();
            points.add(new Point((double) refused / worstFirst.size(), (double) missed / rest.size()));
        }
        return new RefusalCurve(points);
    }
}
