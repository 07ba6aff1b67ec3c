package io.facegate.training.evaluation;

import java.util.Collection;

/**
 * How often a threshold was right: a pair matches if its score is at least the threshold. A rate whose denominator is
 * zero is 0, as scikit-learn has it.
 */
public record Confusion(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    public static Confusion at(double threshold, Collection<ScoredPair> pairs) {
        long truePositives = 0;
        long falsePositives = 0;
        long trueNegatives = 0;
        long falseNegatives = 0;
        for (ScoredPair pair : pairs) {
            boolean match = pair.score() >= threshold;
            if (pair.genuine()) {
                if (match) {
                    truePositives++;
                } else {
                    falseNegatives++;
                }
            } else if (match) {
                falsePositives++;
            } else {
                trueNegatives++;
            }
        }
        return new Confusion(truePositives, falsePositives, trueNegatives, falseNegatives);
    }

    public long genuine() {
        return truePositives + falseNegatives;
    }

    public long impostor() {
        return trueNegatives + falsePositives;
    }

    public double accuracy() {
        return ratio(truePositives + trueNegatives, truePositives + trueNegatives + falsePositives + falseNegatives);
    }

    public double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    public double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    public double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /** The false match rate. */
    public double falsePositiveRate() {
        return ratio(falsePositives, falsePositives + trueNegatives);
    }

    /** The false non-match rate. */
    public double falseNegativeRate() {
        return ratio(falseNegatives, falseNegatives + truePositives);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
