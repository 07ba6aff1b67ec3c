package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Affinities are seen by what they pull: of two places a unit apart, half the weight between them. */
class AffinitiesTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    private static float[][] random(int count, int dimension) {
        Random random = new Random(1);
        float[][] points = new float[count][dimension];
        for (float[] point : points) {
            for (int i = 0; i < dimension; i++) {
                point[i] = (float) random.nextGaussian();
            }
        }
        return points;
    }

    /** The weight between two points: everybody at the origin but the second, which pulls the first by half of it. */
    private static double weight(Affinities affinities, int count, int point, int other) {
        double[] places = new double[2 * count];
        places[2 * other] = -1;
        double[] pulls = new double[2 * count];
        affinities.pull(point, places, pulls);
        return 2 * pulls[2 * point];
    }

    @Test
    void theySumToOneAndAreTheSameBothWays() {
        int count = 20;
        Affinities affinities = Affinities.of(random(count, 5), 4, 12);

        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                if (i != j) {
                    double weight = weight(affinities, count, i, j);
                    assertThat(weight).isEqualTo(weight(affinities, count, j, i), CLOSE);
                    sum += weight;
                }
            }
        }
        assertThat(sum).isEqualTo(1, within(1e-9));
    }

    @Test
    void whoIsAsFarCountsAsMuch() {
        // the corners of a square: two neighbours at the same distance, for all alike
        float[][] square = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

        Affinities affinities = Affinities.of(square, 2, 2);

        for (int i = 0; i < 4; i++) {
            assertThat(weight(affinities, 4, i, (i + 1) % 4)).isEqualTo(1 / 8.0, within(1e-6));
            assertThat(weight(affinities, 4, i, (i + 2) % 4)).as("no neighbour").isZero();
        }
    }

    @Test
    void aNearerPointWeighsMoreAndALargerPerplexityEvensOut() {
        float[][] line = {{0}, {1}, {3}, {6}, {10}, {15}};

        double near = weight(Affinities.of(line, 1.5, 5), 6, 0, 1) / weight(Affinities.of(line, 1.5, 5), 6, 0, 2);
        double even = weight(Affinities.of(line, 4, 5), 6, 0, 1) / weight(Affinities.of(line, 4, 5), 6, 0, 2);

        assertThat(near).isGreaterThan(even);
        assertThat(even).isGreaterThan(1);
    }

    @Test
    void thePerplexityIsThatOfEachPointsNeighbours() {
        // one point far from a ring of eight, which are as far from it: a uniform choice among eight has perplexity 8
        float[][] points = new float[9][2];
        for (int i = 0; i < 8; i++) {
            points[i + 1] = new float[] {(float) Math.cos(i * Math.PI / 4), (float) Math.sin(i * Math.PI / 4)};
        }

        Affinities affinities = Affinities.of(points, 8, 8);

        double first = weight(affinities, 9, 0, 1);
        for (int i = 2; i <= 8; i++) {
            assertThat(weight(affinities, 9, 0, i)).isEqualTo(first, within(1e-6));
        }
    }

    @Test
    void pointsOnOneSpotPullEachOtherNotApart() {
        float[][] same = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};

        Affinities affinities = Affinities.of(same, 1, 3);

        double[] places = {0, 0, 3, 4, 0, 0, 0, 0};
        double[] pulls = new double[8];
        affinities.pull(1, places, pulls);
        assertThat(pulls[2]).isPositive().isFinite();
        assertThat(pulls[3] / pulls[2]).as("towards the others").isEqualTo(4 / 3.0, within(1e-9));
    }
}
