package io.facegate.service.decision;

import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.OperatingPoints;
import java.util.Comparator;
import java.util.List;

/**
 * How the scores of different people lie, as far as a calibration tells: a Gaussian through the thresholds at its highest and
 * its lowest rate.
 *
 * @param mean score of two different people
 * @param deviation above 0
 */
public record ImpostorScores(double mean, double deviation) {
    /** Where nothing was measured: as random directions lie. */
    static ImpostorScores unmeasured(int dimension) {
        return new ImpostorScores(0, 1 / Math.sqrt(dimension));
    }

    static ImpostorScores of(OperatingPoints points, int dimension) {
        List<OperatingPoint> falling = points.operatingPoints().stream()
                .sorted(Comparator.comparingDouble(OperatingPoint::falseMatchRate)
                        .reversed())
                .toList();
        if (falling.size() < 2) {
            return unmeasured(dimension);
        }
        OperatingPoint high = falling.get(0);
        OperatingPoint low = falling.get(falling.size() - 1);
        double deviation = (low.threshold() - high.threshold())
                / (deviations(low.falseMatchRate()) - deviations(high.falseMatchRate()));
        return deviation > 0
                ? new ImpostorScores(high.threshold() - deviation * deviations(high.falseMatchRate()), deviation)
                : unmeasured(dimension);
    }

    /**
     * One that is below the line.
     *
     * @param deviations from the mean
     * @param line above the mean; what would be at or above it is as far on the other side
     */
    public float below(double deviations, float line) {
        double score = mean + deviation * deviations;
        double mirrored = score < line ? score : 2 * mean - score;
        return (float) Math.max(-1, Math.min(mirrored, Math.nextDown(line)));
    }

    /** From which deviation on a share of a Gaussian is: asymptotically, within 0.01 from 1e-2 down. */
    private static double deviations(double share) {
        double y = -Math.log(2 * Math.PI * share * share);
        return Math.sqrt(y - Math.log(y));
    }
}
