package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static final List<ScoredPair> PAIRS =
            List.of(new ScoredPair(0.9, true), new ScoredPair(0.5, false), new ScoredPair(0.5, true));

    @Test
    void aPairMatchesFromTheThresholdOn() {
        assertThat(Confusion.at(0.5, PAIRS)).isEqualTo(new Confusion(2, 1, 0, 0));
        assertThat(Confusion.at(Math.nextUp(0.5), PAIRS)).isEqualTo(new Confusion(1, 0, 1, 1));
        assertThat(Confusion.at(Double.POSITIVE_INFINITY, PAIRS)).isEqualTo(new Confusion(0, 0, 1, 2));
    }

    @Test
    void everyRateIsOfItsOwnKindOfPairs() {
        Confusion confusion = new Confusion(8, 1, 3, 2);

        assertThat(confusion.genuine()).isEqualTo(10);
        assertThat(confusion.impostor()).isEqualTo(4);
        assertThat(confusion.accuracy()).isEqualTo(11 / 14.0);
        assertThat(confusion.precision()).isEqualTo(8 / 9.0);
        assertThat(confusion.recall()).isEqualTo(0.8);
        assertThat(confusion.f1()).isEqualTo(16 / 19.0);
        assertThat(confusion.falsePositiveRate()).isEqualTo(0.25);
        assertThat(confusion.falseNegativeRate()).isEqualTo(0.2);
    }

    @Test
    void aRateOfNothingIsZeroAsScikitLearnHasIt() {
        Confusion none = Confusion.at(0.5, List.of());

        assertThat(List.of(
                        none.accuracy(),
                        none.precision(),
                        none.recall(),
                        none.f1(),
                        none.falsePositiveRate(),
                        none.falseNegativeRate()))
                .containsOnly(0.0);
        assertThat(new Confusion(0, 0, 5, 5).precision())
                .as("nothing was accepted")
                .isZero();
    }
}
