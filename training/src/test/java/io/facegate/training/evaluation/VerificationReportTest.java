package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void everyMetricLiesInItsInterval() {
        Comparisons comparisons = Comparisons.ofPeople(MadeUpPeople.of(60, 4), MadeUpPeople.COSINE, 1);
        VerificationReport report = VerificationReport.of(comparisons, 1);

        assertThat(report.metrics().keySet())
                .contains(Metric.ACCURACY, Metric.ROC_AUC, Metric.TAR_AT_FAR_1E_2)
                .contains(Metric.TAR_AT_FAR_1E_3)
                .doesNotContain(Metric.TAR_AT_FAR_1E_4);
        report.metrics().forEach((metric, estimate) -> {
            assertThat(estimate.value()).as("%s", metric).isBetween(estimate.low(), estimate.high());
            assertThat(estimate.high() - estimate.low()).as("%s", metric).isBetween(0.0001, 0.4);
        });
        RocCurve roc = comparisons.rocCurve();
        assertThat(value(report, Metric.ROC_AUC)).isEqualTo(roc.areaUnderCurve(), CLOSE);
        assertThat(value(report, Metric.EQUAL_ERROR_RATE)).isEqualTo(roc.equalErrorRate(), CLOSE);
        assertThat(value(report, Metric.TAR_AT_FAR_1E_2)).isEqualTo(roc.truePositiveRateAt(0.01), CLOSE);
        assertThat(value(report, Metric.ACCURACY))
                .isEqualTo(TenFold.of(comparisons.scoredFolds()).mean(), CLOSE);
        assertThat(report.toText()).contains("TAR at FAR 1e-4  not enough impostor pairs");
    }

    @Test
    void theAccuracysIntervalIsOfTheMeanBesideIt() {
        // nine small folds that are always right, and a large one that is always wrong: the mean is 0.9, the share of
        // right decisions 0.08
        List<List<ComparedPair>> folds = new ArrayList<>();
        int person = 0;
        for (int fold = 0; fold < 10; fold++) {
            List<ComparedPair> pairs = new ArrayList<>();
            for (int i = 0; i < (fold == 9 ? 200 : 2); i++) {
                double genuine = fold == 9 ? 0.1 : 0.9;
                pairs.add(new ComparedPair(person, 1, person, 2, genuine));
                pairs.add(new ComparedPair(person, 1, person + 1, 1, 1 - genuine));
                person += 2;
            }
            folds.add(pairs);
        }
        List<ComparedPair> all = folds.stream().flatMap(List::stream).toList();
        List<String> names =
                IntStream.range(0, person).mapToObj(Integer::toString).toList();

        Estimate accuracy = VerificationReport.of(new Comparisons(names, folds, all, 0), 1)
                .metrics()
                .get(Metric.ACCURACY);

        assertThat(accuracy).isNotNull().satisfies(mean -> {
            assertThat(mean.value()).isEqualTo(0.9, CLOSE);
            assertThat(mean.low()).isBetween(0.7, 0.9);
            assertThat(mean.high()).isBetween(0.9, 1.0);
        });
    }

    @Test
    void everyMetricSaysWhichPairsItIsOver() {
        VerificationReport report =
                VerificationReport.of(Comparisons.ofPeople(MadeUpPeople.of(60, 4), MadeUpPeople.COSINE, 1), 1);

        assertThat(report.balanced().genuine()).isEqualTo(360);
        assertThat(report.balanced().impostor()).isEqualTo(360);
        assertThat(report.genuinePairs()).isEqualTo(360);
        assertThat(report.impostorPairs()).isEqualTo(240 * 239 / 2 - 360);
        assertThat(report.toText())
                .contains("balanced pairs   360 genuine, 360 impostor, in 10 folds")
                .containsPattern("precision .* balanced pairs")
                .containsPattern("ROC AUC .* all pairs")
                .containsPattern("TAR at FAR 1e-2 .* all pairs; threshold 0.[0-9]{4}, [0-9]+ false accepts");
    }

    @Test
    void anAcceptRateHasItsThresholdAndWhatThatDoes() {
        Comparisons comparisons = Comparisons.ofPeople(MadeUpPeople.of(60, 4), MadeUpPeople.COSINE, 1);
        VerificationReport report = VerificationReport.of(comparisons, 1);

        OperatingPoint point = report.operatingPoint(Metric.TAR_AT_FAR_1E_2).orElseThrow();
        assertThat(point.falseAccepts()).isEqualTo((long) (0.01 * report.impostorPairs()));
        assertThat(point.falseRejectRate()).isEqualTo(1 - value(report, Metric.TAR_AT_FAR_1E_2), CLOSE);
        assertThat(comparisons.at(point.threshold()).falsePositives()).isEqualTo(point.falseAccepts());
        assertThat(comparisons.at(Math.nextDown(point.threshold())).falsePositives())
                .isGreaterThanOrEqualTo(point.falseAccepts());
        assertThat(report.operatingPoint(Metric.TAR_AT_FAR_1E_4)).isEmpty();
        assertThat(report.operatingPoint(Metric.ACCURACY)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        Comparisons comparisons = Comparisons.ofPeople(MadeUpPeople.of(30, 3), MadeUpPeople.COSINE, 1);

        assertThat(VerificationReport.of(comparisons, 7)).isEqualTo(VerificationReport.of(comparisons, 7));
    }

    @Test
    void morePeopleGiveNarrowerIntervals() {
        double few =
                width(VerificationReport.of(Comparisons.ofPeople(MadeUpPeople.of(30, 4), MadeUpPeople.COSINE, 1), 1));
        double many =
                width(VerificationReport.of(Comparisons.ofPeople(MadeUpPeople.of(200, 4), MadeUpPeople.COSINE, 1), 1));

        assertThat(many).isLessThan(few * 0.7);
    }

    private static double width(VerificationReport report) {
        Estimate estimate = report.metrics().get(Metric.ROC_AUC);
        return estimate == null ? Double.NaN : estimate.high() - estimate.low();
    }

    private static double value(VerificationReport report, Metric metric) {
        Estimate estimate = report.metrics().get(metric);
        return estimate == null ? Double.NaN : estimate.value();
    }

    @Test
    void weightsOfOneAgreeWithScikitLearn() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedData.path("golden/metrics/binary.json").toFile());

        for (JsonNode given : cases) {
            List<ComparedPair> pairs = new ArrayList<>();
            for (int i = 0; i < given.get("scores").size(); i++) {
                int second = given.get("labels").get(i).intValue() == 1 ? 0 : 1;
                pairs.add(new ComparedPair(
                        0, 1, second, 2, given.get("scores").get(i).doubleValue()));
            }
            WeightedPairs weighted = new WeightedPairs(pairs);
            List<Double> rates = new ArrayList<>();
            List<Double> accepted = new ArrayList<>();
            given.get("tar_at_far").properties().forEach(rate -> {
                rates.add(Double.valueOf(rate.getKey()));
                accepted.add(rate.getValue().doubleValue());
            });
            WeightedPairs.Curve curve = weighted.curve(
                    new double[] {1, 1},
                    rates.stream().mapToDouble(Double::doubleValue).toArray());
            assertThat(curve.areaUnderCurve()).isEqualTo(given.get("roc_auc").doubleValue(), CLOSE);
            assertThat(curve.truePositiveRates())
                    .containsExactly(
                            accepted.stream().mapToDouble(Double::doubleValue).toArray(), CLOSE);
            for (JsonNode expected : given.get("at_threshold")) {
                WeightedPairs.Decisions decisions = weighted.decisions(
                        new double[] {1, 1},
                        Math.nextUp(expected.get("threshold").doubleValue()));
                assertThat(decisions.precision())
                        .isEqualTo(expected.get("precision").doubleValue(), CLOSE);
                assertThat(decisions.recall()).isEqualTo(expected.get("recall").doubleValue(), CLOSE);
                assertThat(decisions.f1()).isEqualTo(expected.get("f1").doubleValue(), CLOSE);
            }
        }
    }
}
