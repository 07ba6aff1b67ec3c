package io.facegate.training.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param listed whether all pairs are the balanced ones, because a list says what is compared
 * @param withoutFace pairs of a list that count as different people because there is no face
 * @param folds of the cross-validation
 * @param accuracyStandardError over the folds
 * @param bestThreshold with the most right decisions over all folds
 * @param balanced what it decides of the pairs of all folds
 * @param metrics what there are pairs enough for; each says which pairs it is over
 * @param operatingPoints the thresholds behind the accept rates that are stated
 */
public record VerificationReport(
        long genuinePairs,
        long impostorPairs,
        boolean listed,
        long withoutFace,
        int folds,
        double accuracyStandardError,
        double bestThreshold,
        Confusion balanced,
        Map<Metric, Estimate> metrics,
        List<OperatingPoint> operatingPoints) {
    private static final int RESAMPLES = 500;
    static final double[] FALSE_ACCEPT_RATES = {1e-1, 1e-2, 1e-3, 1e-4};
    static final List<Metric> ACCEPT_RATES =
            List.of(Metric.TAR_AT_FAR_1E_1, Metric.TAR_AT_FAR_1E_2, Metric.TAR_AT_FAR_1E_3, Metric.TAR_AT_FAR_1E_4);

    public VerificationReport {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
        operatingPoints = List.copyOf(operatingPoints);
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
        return new VerificationReport(
                roc.genuinePairs(),
                roc.impostorPairs(),
                comparisons.listed(),
                comparisons.withoutFace(),
                folds.size(),
                crossValidation.standardError(),
                bestThreshold,
                Confusion.at(bestThreshold, folds.stream().flatMap(List::stream).toList()),
                metrics,
                Arrays.stream(FALSE_ACCEPT_RATES)
                        .filter(rate -> roc.supportedTruePositiveRateAt(rate).isPresent())
                        .mapToObj(rate ->
                                OperatingPoint.of(rate, roc.pointAt(rate).threshold(), comparisons))
                        .toList());
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

    /** The threshold behind an accept rate; empty for other metrics and where it is not stated. */
    public Optional<OperatingPoint> operatingPoint(Metric metric) {
        int index = ACCEPT_RATES.indexOf(metric);
        return index < 0
                ? Optional.empty()
                : operatingPoints.stream()
                        .filter(point -> point.rate() == FALSE_ACCEPT_RATES[index])
                        .findFirst();
    }

    /** Over which pairs a metric is, in words. */
    public String basis(Metric metric) {
        if (listed) {
            return "listed";
        }
        return metric.basis() == Metric.Basis.ALL ? "all" : "balanced";
    }

    /** For people to read. */
    public String toText() {
        return VerificationText.of(this);
    }
}
