package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import io.facegate.training.evaluation.RocCurve.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RocCurveTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    private static ScoredPair genuine(double score) {
        return new ScoredPair(score, true);
    }

    private static ScoredPair impostor(double score) {
        return new ScoredPair(score, false);
    }

    @Test
    void everyDistinctScoreIsAThresholdFromNothingAcceptedToEverything() {
        RocCurve curve = RocCurve.of(List.of(genuine(0.9), impostor(0.5), genuine(0.5), impostor(0.1)));

        assertThat(curve.points())
                .containsExactly(
                        new Point(Double.POSITIVE_INFINITY, 0, 0),
                        new Point(0.9, 0, 0.5),
                        new Point(0.5, 0.5, 1),
                        new Point(0.1, 1, 1));
        assertThat(curve.genuinePairs()).isEqualTo(2);
        assertThat(curve.impostorPairs()).isEqualTo(2);
    }

    @Test
    void perfectAndPerfectlyWrongAndUndecidedAreOneAndZeroAndAHalf() {
        RocCurve perfect = RocCurve.of(List.of(genuine(0.9), genuine(0.8), impostor(0.2), impostor(0.1)));
        RocCurve wrong = RocCurve.of(List.of(impostor(0.9), impostor(0.8), genuine(0.2), genuine(0.1)));
        RocCurve undecided = RocCurve.of(List.of(genuine(0.5), impostor(0.5), genuine(0.5)));

        assertThat(perfect.areaUnderCurve()).isEqualTo(1);
        assertThat(perfect.equalErrorRate()).isZero();
        assertThat(wrong.areaUnderCurve()).isZero();
        assertThat(wrong.equalErrorRate()).isEqualTo(1);
        assertThat(undecided.areaUnderCurve()).isEqualTo(0.5);
        assertThat(undecided.equalErrorRate()).isEqualTo(0.5);
    }

    /** Of scores that are normally distributed, d' apart, the area is P(d' / sqrt 2) and the EER P(-d' / 2). */
    @ParameterizedTest
    @CsvSource({"0.5, 0.638163, 0.401294", "1, 0.760250, 0.308538", "2, 0.921350, 0.158655", "3, 0.983053, 0.066807"})
    void agreesWithTheClosedFormOfTwoNormalDistributions(double apart, double area, double equalErrorRate) {
        Random random = new Random(7);
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            pairs.add(genuine(random.nextGaussian() + apart));
            pairs.add(impostor(random.nextGaussian()));
        }
        RocCurve curve = RocCurve.of(pairs);

        assertThat(curve.areaUnderCurve()).isEqualTo(area, within(0.003));
        assertThat(curve.equalErrorRate()).isEqualTo(equalErrorRate, within(0.003));
    }

    @Test
    void theEqualErrorRateIsBetweenTheTwoThresholdsNextToIt() {
        // false accepts and false rejects: (0, 1), (0, 1/2), (1/3, 1/2), (1/3, 0): they cross where both are 1/3
        RocCurve curve = RocCurve.of(List.of(genuine(0.9), impostor(0.8), genuine(0.7), impostor(0.6), impostor(0.5)));

        assertThat(curve.equalErrorRate()).isEqualTo(1 / 3.0, CLOSE);
    }

    @Test
    void theLaxestThresholdIsTakenThatKeepsTheFalseAcceptRate() {
        RocCurve curve = RocCurve.of(List.of(
                genuine(0.9), impostor(0.8), genuine(0.7), genuine(0.6), impostor(0.5), impostor(0.4), impostor(0.3)));

        assertThat(curve.pointAt(0.25)).isEqualTo(new Point(0.6, 0.25, 1));
        assertThat(curve.pointAt(0.24)).isEqualTo(new Point(0.9, 0, 1 / 3.0));
        assertThat(curve.truePositiveRateAt(0.24)).isEqualTo(1 / 3.0, CLOSE);
        assertThat(curve.truePositiveRateAt(0)).isEqualTo(1 / 3.0, CLOSE);
        assertThat(curve.pointAt(1).threshold()).isEqualTo(0.3);
        assertThat(RocCurve.of(List.of(impostor(0.9), genuine(0.1))).pointAt(0).threshold())
                .as("nothing can be accepted")
                .isInfinite();
    }

    @Test
    void aRateIsStatedFromTenExpectedFalseMatchesOn() {
        List<ScoredPair> pairs = new ArrayList<>(Collections.nCopies(999, impostor(0.1)));
        pairs.add(genuine(0.9));
        assertThat(RocCurve.of(pairs).supportedTruePositiveRateAt(0.01)).isEmpty();

        pairs.add(impostor(0.1));
        assertThat(RocCurve.of(pairs).supportedTruePositiveRateAt(0.01)).hasValue(1);
    }

    @Test
    void theMostAccurateThresholdLiesHalfwayToTheNextScore() {
        assertThat(RocCurve.of(List.of(genuine(0.9), genuine(0.7), impostor(0.3), impostor(0.1)))
                        .mostAccurateThreshold())
                .isEqualTo(0.5, CLOSE);
        double nothing =
                RocCurve.of(List.of(impostor(0.9), impostor(0.8), genuine(0.1))).mostAccurateThreshold();
        assertThat(nothing).as("it is best to accept nothing").isEqualTo(Math.nextUp(0.9));
        double everything = RocCurve.of(List.of(genuine(0.9), impostor(0.8), genuine(0.7), genuine(0.6)))
                .mostAccurateThreshold();
        assertThat(everything).as("it is best to accept everything").isEqualTo(0.6);
    }

    @Test
    void agreesWithScikitLearnsCurvePointByPoint() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedData.path("golden/metrics/binary.json").toFile());

        for (JsonNode given : cases) {
            List<ScoredPair> pairs = new ArrayList<>();
            for (int i = 0; i < given.get("scores").size(); i++) {
                pairs.add(new ScoredPair(
                        given.get("scores").get(i).doubleValue(),
                        given.get("labels").get(i).intValue() == 1));
            }
            List<Point> points = RocCurve.of(pairs).points();
            assertThat(points).as(given.get("name").textValue()).hasSameSizeAs(given.get("thresholds"));
            for (int i = 1; i < points.size(); i++) {
                assertThat(points.get(i).threshold())
                        .isEqualTo(given.get("thresholds").get(i).doubleValue());
                assertThat(points.get(i).falsePositiveRate())
                        .isEqualTo(given.get("fpr").get(i).doubleValue(), CLOSE);
                assertThat(points.get(i).truePositiveRate())
                        .isEqualTo(given.get("tpr").get(i).doubleValue(), CLOSE);
            }
        }
    }
}
