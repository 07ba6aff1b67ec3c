package io.facegate.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.calibration.Population.Face;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import io.facegate.vision.score.ScoreNormalisation;
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

        Calibration calibration = calibrate("random directions", people);

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
        Calibration calibration = calibrate("random directions", people(300, 3, 8));

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
        Calibration calibration = calibrate("random directions", people(40, 2, 8));

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
        assertThatThrownBy(() -> calibrate("one each", people(5, 1, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same person (0)");
        assertThatThrownBy(() -> calibrate("one person", people(1, 5, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different people (0)");
    }

    private static Calibration calibrate(String data, Map<String, List<Embedding>> people) {
        return new Calibrator(List.of(population(data, people)), ScoreNormalisation.none(MODEL), 1, Calibration.WORST)
                .calibrate(data, null);
    }

    private static Population population(String name, Map<String, List<Embedding>> people) {
        List<Face> faces = new ArrayList<>();
        int person = 0;
        for (List<Embedding> ofOne : people.values()) {
            for (Embedding embedding : ofOne) {
                faces.add(new Face(person, embedding, null));
            }
            person++;
        }
        return new Population(name, PopulationKind.GROWN, faces);
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

    /** Strangers who lie closer together than others need a higher threshold, which is taken. */
    @Test
    void theWorstPopulationDecides() {
        Population people = population("people", people(120, 3, 8));
        Population crowd = strangers("crowd", PopulationKind.GROWN, 400, 1);

        Calibration worst = calibrate(Calibration.WORST, people, crowd);
        Calibration named = calibrate("people", people, crowd);

        assertThat(worst.at(1e-2).population()).isEqualTo("crowd");
        assertThat(worst.at(1e-2).threshold()).isGreaterThan(named.at(1e-2).threshold());
        assertThat(named.at(1e-2).population()).isEqualTo("people");
        assertThat(worst.policy()).isEqualTo("worst");
        assertThat(rate(worst, "crowd", 1e-2).measured()).isBetween(0.0095, 0.01);
        assertThat(rate(worst, "crowd", 1e-2).atMost()).isGreaterThan(0.01).isLessThan(0.0112);
        assertThat(rate(worst, "people", 1e-2).measured()).isLessThan(0.01);
        assertThat(rate(named, "crowd", 1e-2).measured()).isGreaterThan(0.02);
        assertThatThrownBy(() -> calibrate("nobody", people, crowd)).hasMessageContaining("nobody");
    }

    /** Ten of 20,000 pairs are not enough to say what one in ten thousand does, so such a population has no say in that. */
    @Test
    void aPopulationTooSmallForARateDoesNotDecideAtIt() {
        Population people = population("people", people(300, 3, 8));
        Population crowd = strangers("crowd", PopulationKind.GROWN, 60, 1);

        Calibration calibration = calibrate(Calibration.WORST, people, crowd);

        assertThat(calibration.at(1e-2).population()).isEqualTo("crowd");
        assertThat(calibration.at(1e-4).population()).isEqualTo("people");
        assertThat(rate(calibration, "crowd", 1e-4).atMost())
                .isGreaterThan(rate(calibration, "crowd", 1e-4).measured());
    }

    /** What normalises crowded places away brings both populations under one threshold. */
    @Test
    void centresLetOneThresholdHoldInBoth() {
        Population people = population("people", people(120, 3, 8));
        Population crowd = strangers("crowd", PopulationKind.GROWN, 400, 1);
        List<Embedding> shaping = new ArrayList<>();
        people(120, 1, 8).values().forEach(shaping::addAll);
        strangers("others", PopulationKind.GROWN, 400, 2).faces().forEach(face -> shaping.add(face.embedding()));
        Centres centres = Centres.of(shaping, 16, 1);

        Calibration cosine = calibrate("people", people, crowd);
        Calibration score = new Calibrator(
                        List.of(people, crowd), new ScoreNormalisation(MODEL, centres.embeddings(), 2), 1, "people")
                .calibrate("test", null);

        assertThat(rate(score, "crowd", 1e-2).measured())
                .isLessThan(rate(cosine, "crowd", 1e-2).measured() / 2);
    }

    @Test
    void pairsThatBothModelsFindTheSameAreSetAsideAndCounted() {
        Population people = population("people", people(120, 3, 8));
        List<Face> faces = new ArrayList<>();
        List<Face> doubted = new ArrayList<>();
        List<Face> children = new ArrayList<>();
        Embedding other = Embedding.of(MODEL, direction(new Random(9), 8));
        for (Face face : strangers("crowd", PopulationKind.GROWN, 200, 1).faces()) {
            faces.add(new Face(face.person(), face.embedding(), face.embedding()));
            doubted.add(new Face(face.person(), face.embedding(), face.person() % 2 == 0 ? face.embedding() : other));
        }
        faces.forEach(face -> children.add(new Face(face.person(), face.embedding(), face.judgement())));

        PopulationRates agreed = rates(setAside(people, new Population("crowd", PopulationKind.GROWN, faces)), "crowd");
        PopulationRates disagreed =
                rates(setAside(people, new Population("crowd", PopulationKind.GROWN, doubted)), "crowd");
        PopulationRates young =
                rates(setAside(people, new Population("crowd", PopulationKind.CHILDREN, children)), "crowd");

        assertThat(agreed.setAside()).isPositive();
        assertThat(agreed.pairs() + agreed.setAside()).isEqualTo(200 * 199 / 2);
        assertThat(agreed.rates().get(0).ifSetAsideWereStrangers())
                .isGreaterThan(agreed.rates().get(0).measured());
        assertThat(disagreed.setAside()).isPositive().isLessThan(agreed.setAside());
        assertThat(young.setAside()).isZero();
    }

    @Test
    void childrenDecideNothingButTheirOwnThresholds() {
        Population people = population("people", people(120, 3, 8));
        Population crowd = strangers("children", PopulationKind.CHILDREN, 400, 1, 0.6f);

        Calibration calibration = calibrate(Calibration.WORST, people, crowd);
        OperatingPoints children =
                calibration.thresholds(PopulationKind.CHILDREN).orElseThrow();

        assertThat(calibration.at(1e-2).population()).isEqualTo("people");
        assertThat(calibration.impostorPairs()).isEqualTo(360 * 359 / 2 - 360);
        assertThat(children.impostorPairs()).isEqualTo(400 * 399 / 2);
        assertThat(children.at(1e-2).threshold())
                .isGreaterThan(calibration.at(1e-2).threshold());
        assertThat(children.at(1e-2).falseNonMatchRate())
                .isGreaterThan(calibration.at(1e-2).falseNonMatchRate());
        // stricter ones would refuse most people, so that they are not offered
        assertThat(children.notCalibratedAt())
                .anySatisfy(rate -> assertThat(rate.falseNonMatchRate()).isGreaterThan(0.5));
    }

    /** People whose faces are all somewhat alike. */
    private static Population strangers(String name, PopulationKind kind, int count, long seed) {
        return strangers(name, kind, count, seed, 1.5f);
    }

    /**
     * @param likeness how much they are alike
     */
    private static Population strangers(String name, PopulationKind kind, int count, long seed, float likeness) {
        Random random = new Random(seed);
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] face = direction(random, 8);
            face[0] += likeness;
            faces.add(new Face(i, Embedding.of(MODEL, face), null));
        }
        return new Population(name, kind, faces);
    }

    private static Calibration calibrate(String policy, Population... populations) {
        return new Calibrator(List.of(populations), ScoreNormalisation.none(MODEL), 2, policy).calibrate("test", null);
    }

    private static Calibration setAside(Population... populations) {
        return new Calibrator(List.of(populations), ScoreNormalisation.none(MODEL), 0.9, Calibration.WORST)
                .calibrate("test", null);
    }

    private static PopulationRates rates(Calibration calibration, String name) {
        return calibration.populations().stream()
                .filter(population -> population.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PopulationRates.Rate rate(Calibration calibration, String name, double claimed) {
        return rates(calibration, name).rates().stream()
                .filter(rate -> rate.claimed() == claimed)
                .findFirst()
                .orElseThrow();
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
