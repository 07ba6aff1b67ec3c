package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightedPairsTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final double[] RATES = {0.05, 0.2, 0.5};

    /** Everyone with two pictures, everyone against everyone. */
    private static List<ComparedPair> pairs(int people) {
        Random random = new Random(3);
        List<ComparedPair> pairs = new ArrayList<>();
        for (int first = 0; first < people; first++) {
            pairs.add(new ComparedPair(first, 1, first, 2, 1 + random.nextGaussian()));
            for (int second = first + 1; second < people; second++) {
                pairs.add(new ComparedPair(first, 1, second, 1, random.nextGaussian()));
            }
        }
        return pairs;
    }

    /** As often as the weights say: a genuine pair by its person's, an impostor pair by the product of both. */
    private static List<ScoredPair> repeated(List<ComparedPair> pairs, double[] weights) {
        List<ScoredPair> repeated = new ArrayList<>();
        for (ComparedPair pair : pairs) {
            double times = weights[pair.first()] * (pair.genuine() ? 1 : weights[pair.second()]);
            for (int i = 0; i < times; i++) {
                repeated.add(pair.scored());
            }
        }
        return repeated;
    }

    @Test
    void aWholeWeightIsAsIfThePersonWereThereSoOften() {
        List<ComparedPair> pairs = pairs(12);
        double[] weights = {1, 2, 0, 3, 1, 1, 0, 2, 1, 4, 1, 1};
        List<ScoredPair> repeated = repeated(pairs, weights);
        WeightedPairs weighted = new WeightedPairs(pairs);

        WeightedPairs.Curve curve = weighted.curve(weights, RATES);
        RocCurve expected = RocCurve.of(repeated);
        assertThat(curve.areaUnderCurve()).isEqualTo(expected.areaUnderCurve(), CLOSE);
        assertThat(curve.equalErrorRate()).isEqualTo(expected.equalErrorRate(), CLOSE);
        for (int i = 0; i < RATES.length; i++) {
            assertThat(curve.truePositiveRates()[i]).isEqualTo(expected.truePositiveRateAt(RATES[i]), CLOSE);
        }

        WeightedPairs.Decisions decisions = weighted.decisions(weights, 0.5);
        Confusion confusion = Confusion.at(0.5, repeated);
        assertThat(decisions.accuracy()).isEqualTo(confusion.accuracy(), CLOSE);
        assertThat(decisions.precision()).isEqualTo(confusion.precision(), CLOSE);
        assertThat(decisions.recall()).isEqualTo(confusion.recall(), CLOSE);
        assertThat(decisions.f1()).isEqualTo(confusion.f1(), CLOSE);
        assertThat(decisions.falsePositiveRate()).isEqualTo(confusion.falsePositiveRate(), CLOSE);
        assertThat(decisions.falseNegativeRate()).isEqualTo(confusion.falseNegativeRate(), CLOSE);
    }

    @Test
    void aFactorOnAllWeightsChangesNoRate() {
        WeightedPairs weighted = new WeightedPairs(pairs(6));

        WeightedPairs.Curve once = weighted.curve(new double[] {1, 1, 1, 1, 1, 1}, RATES);
        WeightedPairs.Curve twice = weighted.curve(new double[] {2, 2, 2, 2, 2, 2}, RATES);

        assertThat(twice.areaUnderCurve()).isEqualTo(once.areaUnderCurve(), CLOSE);
        assertThat(twice.equalErrorRate()).isEqualTo(once.equalErrorRate(), CLOSE);
        assertThat(twice.truePositiveRates()).isEqualTo(once.truePositiveRates());
    }

    @Test
    void aResampleOfOnePersonHasNoImpostorsToMeasure() {
        WeightedPairs weighted = new WeightedPairs(pairs(3));

        assertThat(weighted.curve(new double[] {2, 0, 0}, RATES).areaUnderCurve())
                .isNaN();
        assertThat(weighted.decisions(new double[] {0, 0, 0}, 0.5).accuracy()).isNaN();
        assertThat(weighted.decisions(new double[] {0, 0, 0}, 0.5).recall()).isZero();
    }

    @Test
    void theOrderOfThePairsDoesNotMatter() {
        List<ComparedPair> pairs = pairs(8);
        List<ComparedPair> reversed = new ArrayList<>(pairs);
        java.util.Collections.reverse(reversed);
        double[] weights = {1, 2, 1, 0, 1, 3, 1, 1};

        assertThat(new WeightedPairs(reversed).curve(weights, RATES).areaUnderCurve())
                .isEqualTo(new WeightedPairs(pairs).curve(weights, RATES).areaUnderCurve(), CLOSE);
    }
}
