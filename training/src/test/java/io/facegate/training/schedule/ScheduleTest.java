package io.facegate.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.SharedData;
import io.facegate.training.schedule.PiecewiseLinear.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void piecewiseLinearGoesThroughItsPoints() {
        PiecewiseLinear schedule = new PiecewiseLinear(List.of(new Point(0, 1), new Point(2, 3), new Point(3, 0)));

        for (Point point : schedule.points()) {
            assertThat(schedule.at(point.epoch())).isEqualTo(point.value());
        }
        assertThat(schedule.at(-1)).isEqualTo(1);
        assertThat(schedule.at(2.25)).isEqualTo(2.25);
        assertThat(new PiecewiseLinear(List.of(new Point(5, 7))).at(4))
                .as("one point")
                .isEqualTo(7);
    }

    @Test
    void piecewiseLinearNeedsAPointAndCopiesThem() {
        assertThatThrownBy(() -> new PiecewiseLinear(List.of())).hasMessage("points must not be empty");
        List<Point> points = new ArrayList<>(List.of(new Point(0, 1)));
        PiecewiseLinear schedule = new PiecewiseLinear(points);
        points.set(0, new Point(0, 2));
        assertThat(schedule.at(0)).isEqualTo(1);
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(new Point(Double.NaN, 1), new Point(1, 1))))
                .hasMessageContaining("order");
    }

    @Test
    void cosineStaysAtItsEndsAndMayRise() {
        CosineDecay rising = new CosineDecay(0, 2, 4);

        assertThat(rising.at(-1)).isZero();
        assertThat(rising.at(2)).isCloseTo(1, within(1e-12));
        assertThat(rising.at(1e9)).isCloseTo(2, within(1e-12));
        double before = -1;
        for (double epoch = 0; epoch <= 4; epoch += 0.125) {
            assertThat(rising.at(epoch)).isGreaterThan(before);
            before = rising.at(epoch);
        }
    }

    @Test
    void cosineAndWarmUpRefuseTimesThatAreNone() {
        assertThatThrownBy(() -> new CosineDecay(1, 0, 0)).hasMessage("epochs (0.0) must be positive");
        assertThatThrownBy(() -> new CosineDecay(1, 0, Double.NaN)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new WarmUp(-1, Schedule.constant(1))).hasMessage("epochs (-1.0) must not be negative");
        assertThatThrownBy(() -> new WarmUp(Double.NaN, Schedule.constant(1)))
                .hasMessageContaining("must not be negative");
    }

    /** It never reaches what it rises to, and is as steep as if it did. */
    @Test
    void aWarmUpMayBeLongerThanTheTraining() {
        Schedule schedule = new WarmUp(100, Schedule.constant(2));

        assertThat(schedule.at(10)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(50)).isCloseTo(1, within(1e-12));
        assertThat(schedule.at(100)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"constant\", \"value\": 0.5} | 0.5 | 0.5",
                "{\"kind\": \"cosine\", \"from\": 1, \"to\": 0.5, \"epochs\": 2} | 0.75 | 0.5",
                "{\"kind\": \"linear\", \"points\": [{\"epoch\": 0, \"value\": 1}, {\"epoch\": 4, \"value\": 0}]} | 0.75 | 0.5"
            })
    void isBuiltByTheNameOfItsKind(String settings, double atOne, double atTwo) throws IOException {
        Schedule schedule =
                new ObjectMapper().readValue(settings, ScheduleSettings.class).build();

        assertThat(schedule.at(1)).isCloseTo(atOne, within(1e-12));
        assertThat(schedule.at(2)).isCloseTo(atTwo, within(1e-12));
    }
}
