package io.facegate.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateauTest {
    private static final Plateau.Settings SETTINGS = new Plateau.Settings(0.1, 2, 0.5);

    private static Plateau after(double... costs) {
        Plateau plateau = Plateau.START;
        for (double cost : costs) {
            plateau = plateau.after(cost, SETTINGS);
        }
        return plateau;
    }

    @Test
    void theFirstFigureIsTheBestSoFarHoweverBad() {
        assertThat(after(1e9)).isEqualTo(new Plateau(1e9, 0, 0, 1));
    }

    @Test
    void onlyMoreThanTheLeastImprovementCounts() {
        assertThat(after(1.0, 0.9).best()).as("exactly the least").isEqualTo(1.0);
        assertThat(after(1.0, 0.89).best()).isEqualTo(0.89);
    }

    /** Many small steps down add up: they are measured from the last figure that counted. */
    @Test
    void smallImprovementsCountOnceTheyAddUp() {
        Plateau plateau = after(1.0, 0.95, 0.89);

        assertThat(plateau.best()).isEqualTo(0.89);
        assertThat(plateau.factor()).isEqualTo(1);
    }

    @Test
    void theRateFallsAgainAndAgainWhileNothingGetsBetter() {
        assertThat(after(1, 1, 1).factor()).isEqualTo(0.5);
        assertThat(after(1, 1, 1, 1).factor()).isEqualTo(0.5);
        assertThat(after(1, 1, 1, 1, 1).factor()).isEqualTo(0.25);
        assertThat(after(1, 1, 1, 1, 1).epochsSinceBest())
                .as("is not counted anew")
                .isEqualTo(4);
    }

    @Test
    void anImprovementBeginsTheWaitAnewButRaisesNoRate() {
        Plateau plateau = after(1, 1, 1, 0.5);

        assertThat(plateau).isEqualTo(new Plateau(0.5, 0, 0, 0.5));
        assertThat(plateau.after(0.5, SETTINGS).factor()).isEqualTo(0.5);
        assertThat(plateau.after(0.5, SETTINGS).after(0.5, SETTINGS).factor()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 0.5, leastImprovement (-0.1) must not be negative",
        "NaN, 1, 0.5, leastImprovement (NaN) must not be negative",
        "0, 0, 0.5, patience (0) must be at least 1",
        "0, 1, 0, reduction (0.0) must be between 0 and 1",
        "0, 1, 1, reduction (1.0) must be between 0 and 1"
    })
    void settingsThatMakeNoSenseAreRefused(double leastImprovement, int patience, double reduction, String message) {
        assertThatThrownBy(() -> new Plateau.Settings(leastImprovement, patience, reduction))
                .hasMessage(message);
    }
}
