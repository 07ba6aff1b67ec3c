package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private static final ModelId MODEL = new ModelId("test");

    @Test
    void aThresholdIsReachedByAtMostTheStatedShareOfImpostorPairs() {
        Map<String, List<Embedding>> people = people(300, 3, 8);

        Calibration calibration = Calibrator.calibrate("random directions", people);

        List<Double> impostors = impostorSimilarities(people);
        assertThat(calibration.impostorPairs()).isEqualTo(impostors.size());
        assertThat(calibration.genuinePairs()).isEqualTo(300 * 3);
        for (double rate : Calibrator.FALSE_MATCH_RATES) {
            Calibration.OperatingPoint point = calibration.at(rate);
            long reached =
                    impostors.stream().filter(s -> s >= point.threshold()).count();
            assertThat((double) reached / impostors.size()).isLessThanOrEqualTo(rate);
            // the bins are 0.00001 wide, so the rate is met closely from below
            assertThat((double) reached / impostors.size()).isEqualTo(rate, within(rate * 0.1));
            assertThat((double) point.supportingPairs()).isEqualTo(reached, within(2.0));
        }
    }

    @Test
    void stricterRatesHaveHigherThresholdsAndMissMore() {
        Calibration calibration = Calibrator.calibrate("random directions", people(300, 3, 8));

        assertThat(calibration.at(1e-4).threshold())
                .isGreaterThan(calibration.at(1e-3).threshold());
        assertThat(calibration.at(1e-3).threshold())
                .isGreaterThan(calibration.at(1e-2).threshold());
        assertThat(calibration.at(1e-4).falseNonMatchRate())
                .isGreaterThan(calibration.at(1e-2).falseNonMatchRate());
    }

    @Test
    void ratesThatTooFewPairsSupportHaveNoThreshold() {
        // 40 * 39 / 2 * 4 = 3,120 impostor pairs: 31 at 1e-2, 3 at 1e-3, none at 1e-4
        Calibration calibration = Calibrator.calibrate("random directions", people(40, 2, 8));

        assertThat(calibration.operatingPoints())
                .extracting(Calibration.OperatingPoint::falseMatchRate)
                .containsExactly(1e-2);
        assertThat(calibration.notCalibratedAt())
                .extracting(Calibration.Unsupported::falseMatchRate)
                .containsExactly(1e-3, 1e-4);
        assertThat(calibration.notCalibratedAt().get(1).supportingPairs()).isZero();
    }

    @Test
    void needsPairsOfTheSamePersonAndOfDifferentPeople() {
        assertThatThrownBy(() -> Calibrator.calibrate("one each", people(5, 1, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same person (0)");
        assertThatThrownBy(() -> Calibrator.calibrate("one person", people(1, 5, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different people (0)");
    }

    private static Map<String, List<Embedding>> people(int count, int pictures, int dimension) {
        Random random = new Random(1);
        Map<String, List<Embedding>> people = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            float[] centre = direction(random, dimension);
            List<Embedding> embeddings = new ArrayList<>();
            for (int j = 0; j < pictures; j++) {
                float[] noise = direction(random, dimension);
                for (int k = 0; k < dimension; k++) {
                    noise[k] = centre[k] + 0.5f * noise[k];
                }
                embeddings.add(Embedding.of(MODEL, noise));
            }
            people.put("person-" + i, embeddings);
        }
        return people;
    }

    private static float[] direction(Random random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static List<Double> impostorSimilarities(Map<String, List<Embedding>> people) {
        List<List<Embedding>> all = List.copyOf(people.values());
        List<Double> similarities = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                for (Embedding first : all.get(i)) {
                    for (Embedding second : all.get(j)) {
                        similarities.add((double) first.similarityTo(second).cosine());
                    }
                }
            }
        }
        return similarities;
    }
}
