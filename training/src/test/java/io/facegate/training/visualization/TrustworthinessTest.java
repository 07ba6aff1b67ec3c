package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustworthinessTest {
    /** Twelve points on a circle, no two as far apart as two others. */
    private static double[][] circle() {
        double[][] points = new double[12][2];
        for (int i = 0; i < 12; i++) {
            points[i] = new double[] {Math.cos(i * (0.45 + 0.01 * i)), Math.sin(i * (0.45 + 0.01 * i))};
        }
        return points;
    }

    private static float[][] floats(double[][] points) {
        float[][] floats = new float[points.length][2];
        for (int i = 0; i < points.length; i++) {
            floats[i] = new float[] {(float) points[i][0], (float) points[i][1]};
        }
        return floats;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aMapThatIsOnlyMovedTurnedAndScaledIsWhollyTrue(int neighbours) {
        double[][] points = circle();
        double[][] map = new double[12][];
        for (int i = 0; i < 12; i++) {
            map[i] = new double[] {100 - 3 * points[i][1], 3 * points[i][0] - 7};
        }

        assertThat(Trustworthiness.of(floats(points), map, neighbours)).isEqualTo(1);
    }

    /** Of points in two heaps, the map pairs one of each. */
    @Test
    void aFalseNeighbourCostsByHowFarDownItIs() {
        float[][] line = {{0}, {10}, {0.1f}, {10.1f}, {0.2f}, {10.2f}};
        double[][] map = {{0, 0}, {0.1, 0}, {5, 0}, {5.1, 0}, {9, 0}, {9.1, 0}};

        // truth of 0: 2, 4, 1, 3, 5; on the map its neighbour is 1, the third: 2 too far; likewise the others
        double cost = 2 + 4 + 3 + 3 + 4 + 2;
        assertThat(Trustworthiness.of(line, map, 1)).isEqualTo(1 - 2.0 / (6 * (12 - 3 - 1)) * cost, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 12})
    void neighboursMustBeFewerThanHalfOfThePoints(int neighbours) {
        assertThatThrownBy(() -> Trustworthiness.of(floats(circle()), circle(), neighbours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "neighbours (%d) must be at least 1 and below half of the points (12)".formatted(neighbours));
    }
}
