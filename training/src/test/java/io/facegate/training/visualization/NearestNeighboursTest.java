package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNeighboursTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 128})
    void areThoseOfAPlainSearchInEveryDimension(int dimension) {
        Random random = new Random(dimension);
        float[][] points = new float[50][dimension];
        for (float[] point : points) {
            for (int i = 0; i < dimension; i++) {
                point[i] = (float) random.nextGaussian();
            }
        }

        NearestNeighbours nearest = NearestNeighbours.of(points, 6);

        for (int i = 0; i < points.length; i++) {
            int point = i;
            int[] expected = IntStream.range(0, points.length)
                    .filter(other -> other != point)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> squared(points[point], points[other])))
                    .limit(6)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(nearest.of(i)).containsExactly(expected);
            for (int n = 0; n < 6; n++) {
                assertThat(nearest.squaredDistances(i)[n])
                        .isCloseTo(squared(points[i], points[expected[n]]), within(1e-3));
            }
        }
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    @Test
    void whoIsAsFarComesByItsNumberAndNobodyIsItsOwnNeighbour() {
        float[][] points = {{0}, {1}, {-1}, {0}};

        NearestNeighbours nearest = NearestNeighbours.of(points, 3);

        assertThat(nearest.of(0)).containsExactly(3, 1, 2);
        assertThat(nearest.of(3)).containsExactly(0, 1, 2);
        assertThat(nearest.squaredDistances(0)).containsExactly(0, 1, 1);
    }
}
