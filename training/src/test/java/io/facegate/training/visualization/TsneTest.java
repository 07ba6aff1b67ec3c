package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TsneTest {
    /** Clusters of ten points each, in turn. */
    private static float[][] clusters(int count, int dimension) {
        Random random = new Random(3);
        float[][] points = new float[10 * count][dimension];
        for (int cluster = 0; cluster < count; cluster++) {
            float[] centre = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                centre[i] = (float) random.nextGaussian();
            }
            for (int point = 0; point < 10; point++) {
                for (int i = 0; i < dimension; i++) {
                    points[10 * cluster + point][i] = centre[i] + 0.1f * (float) random.nextGaussian();
                }
            }
        }
        return points;
    }

    @Test
    void clustersStayTogether() {
        float[][] points = clusters(12, 32);

        double[][] map = new Tsne(8, 0.5, 600, 1).map(points);

        NearestNeighbours nearest = NearestNeighbours.of(floats(map), 9);
        for (int i = 0; i < map.length; i++) {
            for (int neighbour : nearest.of(i)) {
                assertThat(neighbour / 10).isEqualTo(i / 10);
            }
        }
        assertThat(Trustworthiness.of(points, map, 9)).isGreaterThan(0.98);
    }

    @Test
    void theApproximationIsAsTrustworthyAsTheExactForces() {
        float[][] points = clusters(12, 32);

        double exact = Trustworthiness.of(points, new Tsne(8, 0, 600, 1).map(points), 9);
        double approximate = Trustworthiness.of(points, new Tsne(8, 0.5, 600, 1).map(points), 9);

        assertThat(approximate).isCloseTo(exact, within(0.01));
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        float[][] points = clusters(5, 8);
        Tsne tsne = new Tsne(5, 0.5, 100, 9);

        assertThat(tsne.map(points)).isDeepEqualTo(tsne.map(points));
    }

    @Test
    void equalPointsAndFewPointsAreNoTrouble() {
        float[][] points = {{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}};

        double[][] map = Tsne.DEFAULT.map(points);

        for (double[] place : map) {
            assertThat(place[0]).isFinite();
            assertThat(place[1]).isFinite();
        }
        assertThatThrownBy(() -> Tsne.DEFAULT.map(new float[3][2])).hasMessageContaining("there are 3");
    }

    @Test
    void pushesOfACellAreThoseOfItsPoints() {
        Random random = new Random(5);
        double[] places =
                random.doubles(400).map(ignored -> random.nextGaussian()).toArray();
        QuadTree tree = QuadTree.of(places);

        for (int i = 0; i < places.length; i += 2) {
            double[] push = new double[2];
            double[] exactPush = new double[2];
            double affinities = tree.push(places[i], places[i + 1], 0, push);
            double exact = 0;
            for (int j = 0; j < places.length; j += 2) {
                double dx = places[i] - places[j];
                double dy = places[i + 1] - places[j + 1];
                double affinity = j == i ? 0 : 1 / (1 + dx * dx + dy * dy);
                exact += affinity;
                exactPush[0] += affinity * affinity * dx;
                exactPush[1] += affinity * affinity * dy;
            }
            assertThat(affinities).isCloseTo(exact, within(1e-9));
            assertThat(push).containsExactly(exactPush, within(1e-9));
        }
    }

    /** Of five points on a line, the map exchanges the last two; worked out by hand. */
    @Test
    void trustworthinessCountsHowFarDownAFalseNeighbourIs() {
        float[][] line = {{0}, {1}, {2.1f}, {3.3f}, {9}};
        double[][] same = {{0, 0}, {1, 0}, {2.1, 0}, {3.3, 0}, {9, 0}};
        double[][] exchanged = {{0, 0}, {1, 0}, {2.1, 0}, {9, 0}, {3.3, 0}};

        assertThat(Trustworthiness.of(line, same, 1)).isEqualTo(1);
        // nearest on the map: 0-1, 1-0, 2-1, 3-4, 4-2; only 3-4 and 4-2 are false: ranks 4 and 2, so costs 3 and 1
        assertThat(Trustworthiness.of(line, exchanged, 1)).isCloseTo(1 - 2.0 / (5 * (10 - 3 - 1)) * 4, within(1e-12));
    }

    private static float[][] floats(double[][] map) {
        float[][] floats = new float[map.length][];
        for (int i = 0; i < map.length; i++) {
            floats[i] = new float[] {(float) map[i][0], (float) map[i][1]};
        }
        return floats;
    }
}
