package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final ModelId MODEL = new ModelId("made-up");

    /** People around random directions, with noise that makes some pairs hard. */
    private static SortedMap<String, List<@Nullable Embedding>> people(int count, int pictures) {
        Random random = new Random(1);
        SortedMap<String, List<@Nullable Embedding>> people = new TreeMap<>();
        for (int person = 0; person < count; person++) {
            float[] centre = direction(random);
            List<@Nullable Embedding> faces = new ArrayList<>();
            for (int picture = 0; picture < pictures; picture++) {
                float[] face = direction(random);
                for (int i = 0; i < face.length; i++) {
                    face[i] = centre[i] + 0.9f * face[i];
                }
                faces.add(Embedding.of(MODEL, face));
            }
            people.put("person%03d".formatted(person), faces);
        }
        return people;
    }

    private static float[] direction(Random random) {
        float[] values = new float[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void foldsAreBalancedAndShareNobody() {
        Comparisons comparisons = Comparisons.ofPeople(people(60, 4), 1);

        assertThat(comparisons.folds()).hasSize(10);
        Set<Integer> seen = new HashSet<>();
        for (List<ComparedPair> fold : comparisons.folds()) {
            long genuine = fold.stream().filter(ComparedPair::genuine).count();
            assertThat(genuine).isEqualTo(36);
            assertThat(fold).hasSize(72);
            Set<Integer> members = new HashSet<>();
            fold.forEach(pair -> members.addAll(Arrays.asList(pair.first(), pair.second())));
            assertThat(members).noneMatch(seen::contains);
            seen.addAll(members);
        }
        assertThat(comparisons.all()).hasSize(240 * 239 / 2);
    }

    @Test
    void aPictureWithoutAFaceIsNoComparison() {
        SortedMap<String, List<@Nullable Embedding>> people = people(30, 3);
        SortedMap<String, List<@Nullable Embedding>> some = new TreeMap<>();
        people.forEach((person, faces) -> some.put(person, Arrays.asList(faces.get(0), null, faces.get(1))));

        assertThat(Comparisons.ofPeople(some, 1).all()).hasSize(60 * 59 / 2);
    }

    @Test
    void needsPeopleEnoughForTheFolds() {
        assertThatThrownBy(() -> Comparisons.ofPeople(people(12, 3), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 people")
                .hasMessageContaining("there are 12");
    }

    @Test
    void everyMetricLiesInItsInterval() {
        Comparisons comparisons = Comparisons.ofPeople(people(60, 4), 1);
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
    void theSameSeedGivesTheSameIntervals() {
        Comparisons comparisons = Comparisons.ofPeople(people(30, 3), 1);

        assertThat(VerificationReport.of(comparisons, 7)).isEqualTo(VerificationReport.of(comparisons, 7));
    }

    @Test
    void morePeopleGiveNarrowerIntervals() {
        double few = width(VerificationReport.of(Comparisons.ofPeople(people(30, 4), 1), 1));
        double many = width(VerificationReport.of(Comparisons.ofPeople(people(200, 4), 1), 1));

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
                pairs.add(new ComparedPair(0, second, given.get("scores").get(i).doubleValue()));
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
