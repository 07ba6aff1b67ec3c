package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuadTreeTest {

    @Test
    void twoPointsPushEachOtherApartByTheSquareOfTheirAffinity() {
        QuadTree tree = QuadTree.of(new double[] {0, 0, 3, 4});
        double[] push = new double[2];

        double affinity = tree.push(0, 0, 0, push);

        // 1 / (1 + 25), away from the other
        assertThat(affinity).isEqualTo(1 / 26.0, within(1e-12));
        assertThat(push).containsExactly(new double[] {-3 / 676.0, -4 / 676.0}, within(1e-12));
    }

    @Test
    void pointsOnOneSpotAreNearAndPushNobody() {
        QuadTree tree = QuadTree.of(new double[] {1, 1, 1, 1, 1, 1});
        double[] push = new double[2];

        assertThat(tree.push(1, 1, 0.5, push)).as("to the two others").isEqualTo(2);
        assertThat(push).containsExactly(0, 0);
    }

    @Test
    void pointsThatNoQuarteringPartsAreOne() {
        double close = Math.nextUp(1.0);
        QuadTree tree = QuadTree.of(new double[] {1, 1, close, close, 0, 0});
        double[] push = new double[2];

        // seen from the third, the two are as one of twice the weight
        assertThat(tree.push(0, 0, 0, push)).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(push[0]).isEqualTo(-2 / 9.0, within(1e-9));
    }

    @Test
    void aCoarseViewIsNearTheExactOne() {
        Random random = new Random(2);
        double[] places =
                random.doubles(2000).map(ignored -> 10 * random.nextGaussian()).toArray();
        QuadTree tree = QuadTree.of(places);

        double exactSum = 0;
        double coarseSum = 0;
        for (int i = 0; i < places.length; i += 2) {
            exactSum += tree.push(places[i], places[i + 1], 0, new double[2]);
            coarseSum += tree.push(places[i], places[i + 1], 0.5, new double[2]);
        }
        assertThat(coarseSum).isEqualTo(exactSum, within(exactSum * 0.02));
    }

    @Test
    void pushesOfAllPointsCancelOut() {
        Random random = new Random(4);
        double[] places = random.doubles(60).toArray();
        QuadTree tree = QuadTree.of(places);
        double[] sum = new double[2];
        for (int i = 0; i < places.length; i += 2) {
            tree.push(places[i], places[i + 1], 0, sum);
        }

        assertThat(sum).containsExactly(new double[] {0, 0}, within(1e-9));
    }
}
