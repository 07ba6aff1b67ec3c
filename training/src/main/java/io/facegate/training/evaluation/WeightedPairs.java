package io.facegate.training.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs in falling order of their scores, to be measured again and again with other weights of the people. A weight of
 * one for everybody gives what {@link RocCurve} and {@link Confusion} give.
 */
final class WeightedPairs {
    private final int[] first;
    private final int[] second;
    private final double[] scores;

    WeightedPairs(Collection<ComparedPair> pairs) {
        List<ComparedPair> falling = pairs.stream()
                .sorted(Comparator.comparingDouble(ComparedPair::score).reversed())
                .toList();
        this.first = falling.stream().mapToInt(ComparedPair::first).toArray();
        this.second = falling.stream().mapToInt(ComparedPair::second).toArray();
        this.scores = falling.stream().mapToDouble(ComparedPair::score).toArray();
    }

    /** What a curve of weighted pairs says; shares, and NaN if one kind of pair has no weight. */
    record Curve(double areaUnderCurve, double equalErrorRate, double[] truePositiveRates) {}

    /** What a threshold decides, in weights. */
    record Decisions(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
        /** NaN if nothing has weight. */
        double accuracy() {
            return (truePositives + trueNegatives) / (truePositives + falsePositives + trueNegatives + falseNegatives);
        }

        double precision() {
            return ratio(truePositives, truePositives + falsePositives);
        }

        double recall() {
            return ratio(truePositives, truePositives + falseNegatives);
        }

        double f1() {
            return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
        }

        double falsePositiveRate() {
            return ratio(falsePositives, falsePositives + trueNegatives);
        }

        double falseNegativeRate() {
            return ratio(falseNegatives, falseNegatives + truePositives);
        }

        private static double ratio(double part, double whole) {
            return whole == 0 ? 0 : part / whole;
        }
    }

    private double weight(int pair, double[] weights) {
        double weight = weights[first[pair]];
        return genuine(pair) ? weight : weight * weights[second[pair]];
    }

    private boolean genuine(int pair) {
        return first[pair] == second[pair];
    }

    /**
     * @param weights of the people
     * @param falsePositiveRates in rising order, where the true positive rate is wanted
     */
    Curve curve(double[] weights, double[] falsePositiveRates) {
        double[] weightOf = new double[scores.length];
        double genuine = 0;
        double impostor = 0;
        for (int pair = 0; pair < scores.length; pair++) {
            weightOf[pair] = weight(pair, weights);
            if (genuine(pair)) {
                genuine += weightOf[pair];
            } else {
                impostor += weightOf[pair];
            }
        }
        double[] accepted = new double[falsePositiveRates.length];
        double area = 0;
        double equal = Double.NaN;
        double truePositives = 0;
        double falsePositives = 0;
        double lastTrue = 0;
        double lastFalse = 0;
        for (int pair = 0; pair < scores.length; pair++) {
            if (genuine(pair)) {
                truePositives += weightOf[pair];
            } else {
                falsePositives += weightOf[pair];
            }
            if (pair + 1 < scores.length && scores[pair + 1] == scores[pair]) {
                continue;
            }
            double trueRate = truePositives / genuine;
            double falseRate = falsePositives / impostor;
            area += (falseRate - lastFalse) * (trueRate + lastTrue) / 2;
            double gap = falseRate - (1 - trueRate);
            if (Double.isNaN(equal) && gap >= 0) {
                double lastGap = lastFalse - (1 - lastTrue);
                equal = lastFalse + lastGap / (lastGap - gap) * (falseRate - lastFalse);
            }
            for (int i = 0; i < accepted.length; i++) {
                if (falseRate <= falsePositiveRates[i]) {
                    accepted[i] = trueRate;
                }
            }
            lastTrue = trueRate;
            lastFalse = falseRate;
        }
        return new Curve(area, equal, accepted);
    }

    Decisions decisions(double[] weights, double threshold) {
        double truePositives = 0;
        double falsePositives = 0;
        double trueNegatives = 0;
        double falseNegatives = 0;
        for (int pair = 0; pair < scores.length; pair++) {
            double weight = weight(pair, weights);
            boolean match = scores[pair] >= threshold;
            if (genuine(pair)) {
                truePositives += match ? weight : 0;
                falseNegatives += match ? 0 : weight;
            } else {
                falsePositives += match ? weight : 0;
                trueNegatives += match ? 0 : weight;
            }
        }
        return new Decisions(truePositives, falsePositives, trueNegatives, falseNegatives);
    }
}
