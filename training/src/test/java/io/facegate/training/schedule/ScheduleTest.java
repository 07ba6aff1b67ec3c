package io.facegate.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import io.facegate.training.schedule.PiecewiseLinear.Point;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void tripletMarginEqualsThePublishedTable() throws IOException {
        Map<Integer, Double> table = new ObjectMapper()
                .readValue(SharedData.path("golden/loss/margin-schedule.json").toFile(), new TypeReference<>() {});

        assertThat(table).hasSizeGreaterThan(50);
        table.forEach((epoch, margin) -> assertThat(PiecewiseLinear.TRIPLET_MARGIN.at(epoch))
                .as("epoch %d", epoch)
                .isCloseTo(margin, within(1e-12)));
    }

    @Test
    void piecewiseLinearIsConstantBeyondItsEnds() {
        PiecewiseLinear schedule = new PiecewiseLinear(List.of(new Point(2, 1), new Point(4, 3)));

        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(2.5)).isEqualTo(1.5);
        assertThat(schedule.at(9)).isEqualTo(3);
    }

    @Test
    void piecewiseLinearRefusesPointsOutOfOrder() {
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(new Point(2, 1), new Point(2, 3))))
                .hasMessageContaining("order");
    }

    @Test
    void cosineFallsFastestInTheMiddle() {
        CosineDecay schedule = new CosineDecay(1, 0.1, 10);

        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(5)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.at(10)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(12)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(1)).isGreaterThan(0.97);
    }

    @Test
    void warmUpRisesToTheScheduleItPrecedes() {
        Schedule schedule = new WarmUp(2, new CosineDecay(1, 0, 10));

        assertThat(schedule.at(0)).isZero();
        assertThat(schedule.at(1)).isCloseTo(0.5 * new CosineDecay(1, 0, 10).at(1), within(1e-12));
        assertThat(schedule.at(2)).isEqualTo(new CosineDecay(1, 0, 10).at(2));
        assertThat(new WarmUp(0, Schedule.constant(3)).at(0)).isEqualTo(3);
    }

    @Test
    void plateauLowersTheRateAfterItsPatienceAndAgainAfterTheSameTime() {
        Plateau.Settings settings = new Plateau.Settings(0.001, 3, 0.75);
        Plateau plateau = Plateau.START.after(1.0, settings);

        plateau = plateau.after(0.9995, settings).after(1.2, settings);
        assertThat(plateau.factor()).isEqualTo(1);
        plateau = plateau.after(1.1, settings);
        assertThat(plateau.factor()).isEqualTo(0.75);
        plateau = plateau.after(1.1, settings).after(1.1, settings);
        assertThat(plateau.factor()).isEqualTo(0.75);
        assertThat(plateau.epochsSinceBest()).isEqualTo(5);
        plateau = plateau.after(0.5, settings);
        assertThat(plateau.epochsSinceBest()).isZero();
        assertThat(plateau.best()).isEqualTo(0.5);
        assertThat(plateau.factor()).isEqualTo(0.75);
    }

    @Test
    void plateauDoesNotTakeAnUndefinedLossForABetterOne() {
        assertThat(Plateau.START
                        .after(1, Plateau.Settings.DEFAULT)
                        .after(Double.NaN, Plateau.Settings.DEFAULT)
                        .best())
                .isEqualTo(1);
    }
}
