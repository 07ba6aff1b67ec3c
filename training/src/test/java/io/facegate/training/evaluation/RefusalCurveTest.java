package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.evaluation.RefusalCurve.Pair;
import io.facegate.training.evaluation.RefusalCurve.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalCurveTest {
    @Test
    void aQualityThatTellsBadPairsApartTakesTheMissesAway() {
        List<Pair> pairs = IntStream.range(0, 100)
                .mapToObj(i -> new Pair(i / 100.0, i >= 10)) // the ten worst are missed
                .toList();

        List<Point> points = RefusalCurve.of(pairs).points();

        assertThat(points.get(0)).isEqualTo(new Point(0, 0.1));
        assertThat(points.get(10).refused()).isCloseTo(0.05, within(1e-9));
        assertThat(points.get(10).falseNonMatchRate()).isCloseTo(5 / 95.0, within(1e-9));
        assertThat(points.get(20)).isEqualTo(new Point(0.1, 0));
        assertThat(points.get(60).refused()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void aQualityThatSaysNothingLeavesItLevel() {
        List<Pair> pairs = IntStream.range(0, 1000)
                .mapToObj(i -> new Pair(i / 1000.0, i % 10 != 0))
                .toList();

        assertThat(RefusalCurve.of(pairs).points())
                .allSatisfy(point -> assertThat(point.falseNonMatchRate()).isCloseTo(0.1, within(0.01)));
    }
}
