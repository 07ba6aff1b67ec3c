package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.detection.CandidateCrops.Cascade;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateCropsTest {
    private static final int SIDE = 128;
    private static final float BLACK = -127.5f / 128;

    private static final Cascade PROPOSING = new Cascade(new ProposalNetwork(new BrightFaces(10)), null);
    private static final Cascade REFINING =
            new Cascade(new ProposalNetwork(new BrightFaces(10)), new RefinementNetwork(new BrightFaces(10)));
    /** Proposes nothing. */
    private static final Cascade BLIND = new Cascade(new ProposalNetwork(new BrightFaces(0)), null);

    /** Proposes what is dark. */
    private static final Cascade NEGATIVE = new Cascade(new ProposalNetwork(new BrightFaces(-10)), null);

    /** Of a black picture with a white square of 30 pixels. */
    private static Values cut(int most, long seed, Cascade... cascades) {
        return Values.of(tf -> new CandidateCrops(SIDE, 20, 24, most)
                .cut(tf, Values.picture(tf, SIDE, SIDE, 50, 40, 30, 30), List.of(cascades), tf.constant(new long[] {
                    1, seed
                })));
    }

    private static long bright(Values crops) {
        return crops.rows().stream().filter(crop -> middle(crop) > 0).count();
    }

    private static float middle(float[] crop) {
        return crop[(12 * 24 + 12) * 3];
    }

    @Test
    void areAtMostAsManyAsAreWantedAndABlankOne() {
        Values crops = cut(10, 7, PROPOSING);

        assertThat(crops.shape()).containsExactly(11, 24, 24, 3);
        assertThat(crops.rows().get(10)).containsOnly(BLACK);
    }

    @Test
    void showWhatTheCascadeProposes() {
        assertThat(bright(cut(1000, 7, PROPOSING)))
                .as("crops of the square among all")
                .isGreaterThan(2 * bright(cut(1000, 7, BLIND)));
    }

    @Test
    void showWhatTheSecondNetworkOfACascadeLetsPass() {
        Values crops = cut(1000, 7, REFINING);

        assertThat(crops.shape()[0]).isGreaterThan(25);
        assertThat(bright(crops)).isGreaterThan(bright(cut(1000, 7, BLIND)));
    }

    @Test
    void someLieAnywhereWhateverIsProposed() {
        Values crops = cut(1000, 7, BLIND);

        assertThat(crops.shape()[0]).as("and the blank one").isBetween(20L, 25L);
        assertThat(crops.rows().stream().map(Arrays::hashCode).distinct().count())
                .as("of different places")
                .isGreaterThan(5);
    }

    /** Otherwise a crop that only the one of them proposes would never be learnt from. */
    @Test
    void areOfEveryCascade() {
        assertThat(cut(1000, 7, PROPOSING, NEGATIVE).shape()[0])
                .isGreaterThan(cut(1000, 7, PROPOSING).shape()[0])
                .isGreaterThan(cut(1000, 7, NEGATIVE).shape()[0]);
    }

    @Test
    void areTheSameForTheSameSeedOnly() {
        Values first = cut(30, 7, PROPOSING);

        assertThat(cut(30, 7, PROPOSING).data()).isEqualTo(first.data());
        assertThat(cut(30, 8, PROPOSING).data()).isNotEqualTo(first.data());
    }

    @Test
    void arePixelsOfThePictureNormalised() {
        assertThat(cut(1000, 3, PROPOSING).data()).satisfies(values -> {
            for (float value : values) {
                assertThat(value).isBetween(-1f, 1f);
            }
        });
    }
}
