package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Ops;

/** P-Net's and R-Net's stages, with networks that take what is bright for a face. */
class StagesTest {
    private static final int MOST = 1000;

    private record Found(List<float[]> boxes, float[] margins) {
        static Found of(java.util.function.Function<Ops, Candidates> stage) {
            List<Values> found = Values.all(tf -> {
                Candidates candidates = stage.apply(tf);
                return List.of(candidates.boxes().rows(), candidates.margins());
            });
            return new Found(found.get(0).rows(), found.get(1).data());
        }
    }

    /** Of a picture of 120x100, white from 40, 30 to 64, 54. */
    private static Found proposed(BrightFaces parameters, float threshold, int most) {
        return proposed(parameters, threshold, most, 0.709f);
    }

    private static Found proposed(BrightFaces parameters, float threshold, int most, float factor) {
        return Found.of(tf -> new ProposalStage(tf, pyramid(tf, factor))
                .propose(new ProposalNetwork(parameters), tf.constant(threshold), most));
    }

    private static Pyramid pyramid(Ops tf, float factor) {
        return Pyramid.of(tf, Values.picture(tf, 120, 100, 40, 30, 24, 24), tf.constant(24f), tf.constant(factor), 8);
    }

    private static float overlap(float[] a, float[] b) {
        float width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
        float height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
        float both = Math.max(0, width) * Math.max(0, height);
        return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both);
    }

    private static float centre(float[] box, int axis) {
        return (box[axis] + box[axis + 2]) / 2;
    }

    @Test
    void proposalsLieAroundWhatThePNetTakesForAFace() {
        Found found = proposed(new BrightFaces(10), 0, MOST);

        assertThat(found.boxes()).isNotEmpty().allSatisfy(box -> {
            assertThat(centre(box, 0)).isBetween(36f, 68f);
            assertThat(centre(box, 1)).isBetween(26f, 58f);
        });
        assertThat(found.boxes())
                .as("on the first level a window has the size of the smallest face")
                .anySatisfy(box -> assertThat(box[2] - box[0]).isCloseTo(24, within(0.3f)))
                .as("on the others, larger ones")
                .anySatisfy(box -> assertThat(box[2] - box[0]).isGreaterThan(45));
    }

    /** With levels so near to each other that a window of the one is nearly a window of the next. */
    @Test
    void proposalsAreSquaresInFallingOrderThatDoNotMuchOverlap() {
        Found found = proposed(new BrightFaces(10), 0, MOST, 0.95f);

        assertThat(found.boxes())
                .allSatisfy(box -> assertThat(box[2] - box[0]).isCloseTo(box[3] - box[1], within(1e-3f)));
        for (int i = 0; i + 1 < found.margins().length; i++) {
            assertThat(found.margins()[i]).isGreaterThanOrEqualTo(found.margins()[i + 1]);
        }
        for (float[] one : found.boxes()) {
            assertThat(found.boxes())
                    .filteredOn(other -> other != one)
                    .allSatisfy(other -> assertThat(overlap(one, other)).isLessThanOrEqualTo(0.75f));
        }
    }

    @Test
    void aThresholdThatNothingReachesLeavesNone() {
        assertThat(proposed(new BrightFaces(10), 10, MOST).boxes()).isEmpty();
        assertThat(proposed(new BrightFaces(-10), 9.9f, MOST).boxes())
                .as("that takes the dark for a face")
                .isNotEmpty();
    }

    @Test
    void noMoreAreProposedThanAreWanted() {
        Found all = proposed(new BrightFaces(10), 0, MOST);
        Found three = proposed(new BrightFaces(10), 0, 3);

        assertThat(all.boxes()).hasSizeGreaterThan(3);
        assertThat(three.boxes()).hasSize(3);
        assertThat(three.margins()).containsExactly(all.margins()[0], all.margins()[1], all.margins()[2]);
    }

    /** Every window is one, those across two levels and on the rest of the canvas too; only the former is in a picture. */
    @Test
    void noWindowOfTwoLevelsIsProposed() {
        Found found = proposed(new BrightFaces(0), -1, 6_000);

        assertThat(found.boxes()).hasSizeGreaterThan(50).allSatisfy(box -> {
            float pixelOfTheLevel = (box[2] - box[0]) / 12;
            assertThat(box[0]).isGreaterThan(-pixelOfTheLevel);
            assertThat(box[1]).isGreaterThan(-pixelOfTheLevel);
            assertThat(box[2]).isLessThan(120 + pixelOfTheLevel);
            assertThat(box[3]).isLessThan(100 + pixelOfTheLevel);
        });
    }

    @Test
    void boxesAreMovedToWhereTheNetworkSaysTheFaceIs() {
        Found still = proposed(new BrightFaces(10), 0, MOST);
        Found moved = proposed(new BrightFaces(10, new float[] {0.5f, 0.25f, 0.5f, 0.25f}, 0), 0, MOST);

        assertThat(moved.boxes()).hasSameSizeAs(still.boxes());
        for (int i = 0; i < still.boxes().size(); i++) {
            float[] from = still.boxes().get(i);
            float side = from[2] - from[0];
            assertThat(centre(moved.boxes().get(i), 0)).isCloseTo(centre(from, 0) + side / 2, within(side / 50));
            assertThat(centre(moved.boxes().get(i), 1)).isCloseTo(centre(from, 1) + side / 4, within(side / 50));
        }
    }

    private static Found refined(BrightFaces parameters, float threshold, float[]... proposals) {
        return Found.of(tf -> {
            FaceCrops crops = new FaceCrops(tf, Values.picture(tf, 120, 100, 40, 30, 24, 24));
            Candidates given =
                    new Candidates(new Boxes(tf, tf.constant(proposals)), tf.constant(new float[proposals.length]));
            return new RefinementStage(tf, crops)
                    .refine(new RefinementNetwork(parameters), given, tf.constant(threshold), MOST);
        });
    }

    @Test
    void theRNetKeepsOfTheProposalsThoseThatItTakesForAFace() {
        float[] face = {40, 30, 64, 54};
        float[] nothing = {80, 60, 104, 84};

        Found found = refined(new BrightFaces(10), 0, nothing, face);

        assertThat(found.boxes()).hasSize(1);
        assertThat(found.boxes().get(0)).containsExactly(face, within(1e-3f));
        assertThat(found.margins()[0]).isCloseTo(9.96f, within(0.02f));
        assertThat(refined(new BrightFaces(10), 0, nothing).boxes()).isEmpty();
    }

    @Test
    void ofNearlyTheSameProposalsOneIsRefined() {
        Found found = refined(
                new BrightFaces(10), 0, new float[] {40, 30, 64, 54}, new float[] {41, 30, 65, 54}, new float[] {
                    30, 20, 74, 64
                });

        assertThat(found.boxes()).hasSize(2);
    }

    /** It would get nearly the same answer from O-Net, at full price. */
    @Test
    void whatBecomesTheSameBoxIsOne() {
        float[] small = {40, 30, 64, 54};
        float[] large = {44, 28, 72, 56};
        // one and a half sides to the left the two have the same centre
        float[] offsets = {-1.5f, 0, -1.5f, 0};

        assertThat(refined(new BrightFaces(0), -1, small, large).boxes())
                .as("they overlap by 0.55")
                .hasSize(2);
        assertThat(refined(new BrightFaces(0, offsets, 0), -1, small, large).boxes())
                .as("they came to overlap by 0.73")
                .hasSize(1);
    }

    @Test
    void aJudgementLeavesOutTheBlankCrop() {
        List<Values> found = Values.all(tf -> {
            FaceCrops.Crops crops = new FaceCrops.Crops(
                    new Boxes(tf, tf.constant(new float[][] {{0, 0, 1, 1}, {2, 2, 3, 3}})),
                    tf.constant(new long[] {0, 1}),
                    tf.constant(new float[0]));
            Candidates judged = Candidates.judged(tf, crops, tf.constant(new float[][] {{1, 4}, {2, -1}, {-100, 100}}));
            Candidates above = judged.gather(tf, judged.above(tf, tf.constant(0f)));
            return List.of(judged.margins(), above.margins(), above.boxes().rows());
        });

        assertThat(found.get(0).data()).containsExactly(3, -3);
        assertThat(found.get(1).data()).containsExactly(3);
        assertThat(found.get(2).data()).containsExactly(0, 0, 1, 1);
    }
}
