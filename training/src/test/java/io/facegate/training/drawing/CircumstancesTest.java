package io.facegate.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CircumstancesTest {
    private static final List<Circumstances> MANY = IntStream.range(0, 500)
            .mapToObj(seed -> Circumstances.of(new SplittableRandom(seed)))
            .toList();

    @Test
    void areTheSameForTheSameRandomNumbers() {
        assertThat(Circumstances.of(new SplittableRandom(7))).isEqualTo(MANY.get(7));
        assertThat(MANY.get(8)).isNotEqualTo(MANY.get(7));
    }

    @Test
    void keepTheHeadInThePicture() {
        assertThat(MANY).allSatisfy(now -> {
            assertThat(now.y() - now.height()).as("top of the head").isPositive();
            assertThat(now.y() + now.height()).as("chin").isLessThan(1);
            assertThat(now.x() - now.height()).as("left").isPositive();
            assertThat(now.x() + now.height()).as("right").isLessThan(1);
        });
    }

    private static Arguments varies(String name, ToDoubleFunction<Circumstances> what, double from, double to) {
        return Arguments.of(name, what, from, to);
    }

    static List<Arguments> kinds() {
        return List.of(
                varies("height", Circumstances::height, 0.26, 0.34),
                varies("roll", Circumstances::roll, -0.2, 0.2),
                varies("yaw", Circumstances::yaw, -0.13, 0.13),
                varies("pitch", Circumstances::pitch, -0.06, 0.06),
                varies("smile", Circumstances::smile, -0.5, 1),
                varies("gaze", Circumstances::gaze, -0.5, 0.5),
                varies("light", Circumstances::light, -1, 1),
                varies("brightness", Circumstances::brightness, 0.75, 1.15),
                varies("blur", Circumstances::blur, 0.6, 1.4),
                varies("noise", Circumstances::noise, 1, 6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void varyFromPictureToPicture(String name, ToDoubleFunction<Circumstances> what, double from, double to) {
        double[] values = MANY.stream().mapToDouble(what).sorted().toArray();

        assertThat(values[0]).isBetween(from, from + (to - from) / 20);
        assertThat(values[values.length - 1]).isBetween(to - (to - from) / 20, to);
        assertThat(values[values.length / 2]).isBetween(from + 0.4 * (to - from), to - 0.4 * (to - from));
    }

    @Test
    void mostMouthsAreShut() {
        assertThat(MANY.stream().filter(now -> now.mouthOpen() == 0)).hasSizeBetween(250, 350);
        assertThat(MANY).allSatisfy(now -> assertThat(now.mouthOpen()).isBetween(0.0, 1.0));
    }
}
