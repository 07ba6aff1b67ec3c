package io.facegate.training.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that is measured anew in each resample of a verification. */
final class Measurement {
    private final List<WeightedPairs> folds;
    private final List<Double> thresholds;
    private final WeightedPairs balanced;
    private final WeightedPairs all;
    private final double bestThreshold;

    Measurement(Comparisons comparisons, TenFold crossValidation, double bestThreshold) {
        this.folds = comparisons.folds().stream().map(WeightedPairs::new).toList();
        this.thresholds = crossValidation.thresholds();
        this.balanced = new WeightedPairs(comparisons.balanced());
        this.all = new WeightedPairs(comparisons.all());
        this.bestThreshold = bestThreshold;
    }

    Map<Metric, Double> with(double[] weights) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        WeightedPairs.Decisions decisions = balanced.decisions(weights, bestThreshold);
        values.put(Metric.ACCURACY, accuracy(weights));
        values.put(Metric.PRECISION, decisions.precision());
        values.put(Metric.RECALL, decisions.recall());
        values.put(Metric.F1, decisions.f1());
        values.put(Metric.FALSE_POSITIVE_RATE, decisions.falsePositiveRate());
        values.put(Metric.FALSE_NEGATIVE_RATE, decisions.falseNegativeRate());
        WeightedPairs.Curve curve = all.curve(weights, VerificationReport.FALSE_ACCEPT_RATES);
        values.put(Metric.ROC_AUC, curve.areaUnderCurve());
        values.put(Metric.EQUAL_ERROR_RATE, curve.equalErrorRate());
        for (int i = 0; i < VerificationReport.FALSE_ACCEPT_RATES.length; i++) {
            values.put(VerificationReport.ACCEPT_RATES.get(i), curve.truePositiveRates()[i]);
        }
        return values;
    }

    /** The mean over the folds that have weight, as {@link TenFold#mean} is over all. */
    private double accuracy(double[] weights) {
        double sum = 0;
        int weighed = 0;
        for (int fold = 0; fold < folds.size(); fold++) {
            double accuracy =
                    folds.get(fold).decisions(weights, thresholds.get(fold)).accuracy();
            if (Double.isFinite(accuracy)) {
                sum += accuracy;
                weighed++;
            }
        }
        return sum / weighed;
    }
}
