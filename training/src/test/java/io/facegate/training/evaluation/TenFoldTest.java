package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenFoldTest {
    private static List<ScoredPair> fold(double genuine, double impostor) {
        return List.of(new ScoredPair(genuine, true), new ScoredPair(impostor, false));
    }

    @Test
    void aFoldHasNoPartInItsOwnThreshold() {
        TenFold validation = TenFold.of(List.of(fold(0.9, 0.1), fold(0.8, 0.2), fold(0.3, 0.25)));

        // of the others: (0.8 + 0.2) / 2 with 0.3 and 0.25 between, and so on
        assertThat(validation.thresholds().get(2)).isEqualTo(0.5, within(1e-12));
        assertThat(validation.accuracies()).containsExactly(1.0, 1.0, 0.5);
        assertThat(validation.mean()).isEqualTo(2.5 / 3, within(1e-12));
    }

    @Test
    void theStandardErrorIsOfTheMeanOverTheFolds() {
        TenFold validation = new TenFold(List.of(0.9, 1.0, 0.8, 0.9), List.of(0.5, 0.5, 0.5, 0.5));

        // the squared deviations sum to 0.02: sqrt(0.02 / 3 / 4)
        assertThat(validation.standardError()).isEqualTo(Math.sqrt(0.02 / 12), within(1e-12));
        assertThat(new TenFold(List.of(0.7, 0.7), List.of(0.5, 0.5)).standardError())
                .isZero();
    }

    @Test
    void oneFoldHasNoOthers() {
        assertThatThrownBy(() -> TenFold.of(List.of(fold(0.9, 0.1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("folds (1) must be two or more");
    }
}
