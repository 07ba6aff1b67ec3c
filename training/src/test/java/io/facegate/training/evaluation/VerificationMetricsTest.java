package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VerificationMetricsTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    /** Four genuine and four impostor pairs; one of each on the wrong side of 0.5. */
    private static final List<ScoredPair> SMALL = List.of(
            new ScoredPair(0.9, true),
            new ScoredPair(0.8, true),
            new ScoredPair(0.7, false),
            new ScoredPair(0.6, true),
            new ScoredPair(0.4, false),
            new ScoredPair(0.3, true),
            new ScoredPair(0.2, false),
            new ScoredPair(0.1, false));

    @Test
    void countsWhatAThresholdDecides() {
        Confusion confusion = Confusion.at(0.6, SMALL);

        assertThat(confusion).isEqualTo(new Confusion(3, 1, 3, 1));
        assertThat(confusion.accuracy()).isEqualTo(0.75);
        assertThat(confusion.falsePositiveRate()).isEqualTo(0.25);
    }

    @Test
    void areaUnderTheCurveIsTheShareOfRightlyOrderedPairs() {
        // of 16 genuine-impostor pairings, 13 have the genuine pair above the impostor pair
        assertThat(RocCurve.of(SMALL).areaUnderCurve()).isEqualTo(13 / 16.0, CLOSE);
    }

    @Test
    void aRateWithTooFewImpostorPairsIsNotStated() {
        assertThat(RocCurve.of(SMALL).supportedTruePositiveRateAt(0.1)).isEmpty();
    }

    @Test
    void aCurveNeedsBothKindsOfPairs() {
        assertThatThrownBy(() -> RocCurve.of(List.of(new ScoredPair(0.5, true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("impostor (0)");
    }

    @Test
    void crossValidationDecidesAFoldByTheThresholdOfTheOthers() {
        List<ScoredPair> low = List.of(new ScoredPair(0.3, true), new ScoredPair(0.1, false));
        List<ScoredPair> high = List.of(new ScoredPair(0.9, true), new ScoredPair(0.7, false));

        // the threshold of "high" (0.8) misses the genuine pair of "low"; that of "low" (0.2) accepts an impostor
        assertThat(TenFold.of(List.of(low, high)).accuracies()).containsExactly(0.5, 0.5);
        assertThat(TenFold.of(List.of(low, low)).mean()).isEqualTo(1);
    }

    @Test
    void agreesWithScikitLearn() throws IOException {
        Path golden = SharedData.path("golden/metrics/binary.json");
        JsonNode cases = new ObjectMapper().readTree(golden.toFile());

        assertThat(cases).isNotEmpty();
        for (JsonNode given : cases) {
            List<ScoredPair> pairs = pairs(given);
            RocCurve roc = RocCurve.of(pairs);
            assertThat(roc.areaUnderCurve()).isEqualTo(given.get("roc_auc").doubleValue(), CLOSE);
            for (int i = 1; i < given.get("thresholds").size(); i++) {
                Confusion confusion =
                        Confusion.at(given.get("thresholds").get(i).doubleValue(), pairs);
                assertThat(confusion.falsePositiveRate())
                        .isEqualTo(given.get("fpr").get(i).doubleValue(), CLOSE);
                assertThat(confusion.recall()).isEqualTo(given.get("tpr").get(i).doubleValue(), CLOSE);
            }
            for (JsonNode expected : given.get("at_threshold")) {
                // there, a pair matches if its score is above the threshold
                Confusion confusion =
                        Confusion.at(Math.nextUp(expected.get("threshold").doubleValue()), pairs);
                assertThat(confusion.accuracy())
                        .isEqualTo(expected.get("accuracy").doubleValue(), CLOSE);
                assertThat(confusion.precision())
                        .isEqualTo(expected.get("precision").doubleValue(), CLOSE);
                assertThat(confusion.recall()).isEqualTo(expected.get("recall").doubleValue(), CLOSE);
                assertThat(confusion.f1()).isEqualTo(expected.get("f1").doubleValue(), CLOSE);
            }
            given.get("tar_at_far").properties().forEach(rate -> assertThat(
                            roc.truePositiveRateAt(Double.parseDouble(rate.getKey())))
                    .isEqualTo(rate.getValue().doubleValue(), CLOSE));
        }
    }

    private static List<ScoredPair> pairs(JsonNode given) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < given.get("scores").size(); i++) {
            pairs.add(new ScoredPair(
                    given.get("scores").get(i).doubleValue(),
                    given.get("labels").get(i).intValue() == 1));
        }
        return pairs;
    }
}
