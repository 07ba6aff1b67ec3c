package io.facegate.training.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well pictures of the same person are told from pictures of different people.
 *
 * <p>The intervals are of a bootstrap over people, not over pairs: the pairs of one person have much in common. Each
 * resample gives everyone a random weight (Poisson, mean 1), a genuine pair has its person's, an impostor pair the
 * product of both (the pigeonhole bootstrap, Owen 2007).
 *
 * @param genuinePairs of all pairs
 * @param impostorPairs of all pairs
 * @param withoutFace pairs of a list that count as different people because there is no face
 * @param folds of the cross-validation
 * @param accuracyStandardError over the folds
 * @param bestThreshold with the most right decisions over all folds
 * @param metrics what there are pairs enough for
 */
public record VerificationReport(
        long genuinePairs,
        long impostorPairs,
        long withoutFace,
        int folds,
        double accuracyStandardError,
        double bestThreshold,
        Map<Metric, Estimate> metrics) {
    private static final int RESAMPLES = 500;
    private static final double[] FALSE_ACCEPT_RATES = {1e-1, 1e-2, 1e-3, 1e-4};
    private static final List<Metric> ACCEPT_RATES =
            List.of(Metric.TAR_AT_FAR_1E_1, Metric.TAR_AT_FAR_1E_2, Metric.TAR_AT_FAR_1E_3, Metric.TAR_AT_FAR_1E_4);

    public VerificationReport {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    }

    /**
     * @param seed of the resamples
     */
    public static VerificationReport of(Comparisons comparisons, long seed) {
        List<List<ScoredPair>> folds = comparisons.scoredFolds();
        TenFold crossValidation = TenFold.of(folds);
        RocCurve roc = comparisons.rocCurve();
        double bestThreshold =
                RocCurve.of(folds.stream().flatMap(List::stream).toList()).mostAccurateThreshold();
        Measurement measurement = new Measurement(comparisons, crossValidation, bestThreshold);
        int people = comparisons.all().stream()
                        .mapToInt(pair -> Math.max(pair.first(), pair.second()))
                        .max()
                        .orElseThrow()
                + 1;
        double[] once = new double[people];
        Arrays.fill(once, 1);
        Map<Metric, Double> values = measurement.with(once);
        List<Map<Metric, Double>> resamples = IntStream.range(0, RESAMPLES)
                .parallel()
                .mapToObj(resample -> measurement.with(weights(people, seed, resample)))
                .toList();
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        values.forEach((metric, value) -> {
            if (supported(metric, roc)) {
                double[] sorted = resamples.stream()
                        .mapToDouble(resample -> resample.get(metric))
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
                metrics.put(metric, new Estimate(value, percentile(sorted, 0.025), percentile(sorted, 0.975)));
            }
        });
        metrics.computeIfPresent(
                Metric.ACCURACY,
                (metric, estimate) -> new Estimate(crossValidation.mean(), estimate.low(), estimate.high()));
        long genuine = comparisons.all().stream().filter(ComparedPair::genuine).count();
        return new VerificationReport(
                genuine,
                comparisons.all().size() - genuine,
                comparisons.withoutFace(),
                folds.size(),
                crossValidation.standardError(),
                bestThreshold,
                metrics);
    }

    private static boolean supported(Metric metric, RocCurve roc) {
        int rate = ACCEPT_RATES.indexOf(metric);
        return rate < 0
                || roc.supportedTruePositiveRateAt(FALSE_ACCEPT_RATES[rate]).isPresent();
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** A Poisson number with mean 1 for everyone, by Knuth's method. */
    private static double[] weights(int people, long seed, int resample) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + resample);
        double[] weights = new double[people];
        double none = Math.exp(-1);
        for (int person = 0; person < people; person++) {
            double product = random.nextDouble();
            while (product > none) {
                weights[person]++;
                product *= random.nextDouble();
            }
        }
        return weights;
    }

    /** Everything that is measured anew in each resample. */
    private static final class Measurement {
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
            WeightedPairs.Curve curve = all.curve(weights, FALSE_ACCEPT_RATES);
            values.put(Metric.ROC_AUC, curve.areaUnderCurve());
            values.put(Metric.EQUAL_ERROR_RATE, curve.equalErrorRate());
            for (int i = 0; i < FALSE_ACCEPT_RATES.length; i++) {
                values.put(ACCEPT_RATES.get(i), curve.truePositiveRates()[i]);
            }
            return values;
        }

        private double accuracy(double[] weights) {
            double right = 0;
            double total = 0;
            for (int fold = 0; fold < folds.size(); fold++) {
                WeightedPairs.Decisions decisions = folds.get(fold).decisions(weights, thresholds.get(fold));
                double rightHere = decisions.truePositives() + decisions.trueNegatives();
                right += rightHere;
                total += rightHere + decisions.falsePositives() + decisions.falseNegatives();
            }
            return right / total;
        }
    }

    /** For people to read. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "pairs", "%d genuine, %d impostor, %d without a face", genuinePairs, impostorPairs, withoutFace);
        line(text, "best threshold", "%.4f", bestThreshold);
        for (Metric metric : Metric.values()) {
            Estimate estimate = metrics.get(metric);
            if (estimate == null) {
                line(text, metric.label(), "not enough impostor pairs");
            } else {
                line(
                        text,
                        metric.label(),
                        "%.4f  [%.4f, %.4f]%s",
                        estimate.value(),
                        estimate.low(),
                        estimate.high(),
                        note(metric));
            }
        }
        return text.toString();
    }

    private String note(Metric metric) {
        return metric == Metric.ACCURACY
                ? String.format(
                        Locale.ROOT,
                        "  +- %.4f (standard error; threshold chosen on the other %d folds)",
                        accuracyStandardError,
                        folds - 1)
                : "";
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append("%-16s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}
