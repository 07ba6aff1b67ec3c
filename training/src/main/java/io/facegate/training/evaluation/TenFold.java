package io.facegate.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Verification accuracy by cross-validation, as Labeled Faces in the Wild prescribes (Huang et al. 2007): each fold is
 * decided with the threshold that was best on all others.
 *
 * @param accuracies one for each fold
 * @param thresholds that each fold was decided with
 */
public record TenFold(List<Double> accuracies, List<Double> thresholds) {
    public TenFold {
        accuracies = List.copyOf(accuracies);
        thresholds = List.copyOf(thresholds);
    }

    public static TenFold of(List<List<ScoredPair>> folds) {
        if (folds.size() < 2) {
            throw new IllegalArgumentException("folds (%d) must be two or more".formatted(folds.size()));
        }
        List<Double> accuracies = new ArrayList<>();
        List<Double> thresholds = new ArrayList<>();
        for (int held = 0; held < folds.size(); held++) {
            List<ScoredPair> others = new ArrayList<>();
            for (int i = 0; i < folds.size(); i++) {
                if (i != held) {
                    others.addAll(folds.get(i));
                }
            }
            double threshold = RocCurve.of(others).mostAccurateThreshold();
            thresholds.add(threshold);
            accuracies.add(Confusion.at(threshold, folds.get(held)).accuracy());
        }
        return new TenFold(accuracies, thresholds);
    }

    public double mean() {
        return accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Standard error of the mean over the folds. */
    public double standardError() {
        double mean = mean();
        double squares =
                accuracies.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
        return Math.sqrt(squares / (accuracies.size() - 1) / accuracies.size());
    }
}
