package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class BoxesTest {
    private static final float[][] TWO = {{10, 20, 30, 60}, {0, 0, 8, 4}};

    private static Boxes boxes(Ops tf, float[]... rows) {
        return new Boxes(tf, tf.constant(rows));
    }

    private static List<float[]> rows(Function<Ops, Boxes> made) {
        return Values.of(tf -> made.apply(tf).rows()).rows();
    }

    @Test
    void haveCornersAndSizes() {
        List<Values> found = Values.all(tf -> {
            Boxes boxes = boxes(tf, TWO);
            return List.of(boxes.leftTop(), boxes.rightBottom(), boxes.size(), boxes.longerSide());
        });

        assertThat(found.get(0).data()).containsExactly(10, 20, 0, 0);
        assertThat(found.get(1).data()).containsExactly(30, 60, 8, 4);
        assertThat(found.get(2).data()).containsExactly(20, 40, 8, 4);
        assertThat(found.get(3).shape()).containsExactly(2, 1);
        assertThat(found.get(3).data()).containsExactly(40, 8);
    }

    @Test
    void areChosenByTheirIndices() {
        assertThat(rows(tf -> boxes(tf, TWO).gather(tf.constant(new int[] {1, 1, 0}))))
                .containsExactly(TWO[1], TWO[1], TWO[0]);
    }

    @Test
    void moveByOffsetsInTheirOwnSides() {
        List<float[]> moved =
                rows(tf -> boxes(tf, TWO).regress(tf.constant(new float[][] {{0.5f, -0.25f, 0, 0.1f}, {0, 0, 0, 0}})));

        assertThat(moved.get(0)).containsExactly(new float[] {20, 10, 30, 64}, within(1e-4f));
        assertThat(moved.get(1)).containsExactly(TWO[1]);
    }

    @Test
    void lieElsewhereInOtherSizes() {
        List<float[]> moved = rows(tf -> boxes(tf, TWO).moved(0.5f, -0.25f, 0.5f));

        assertThat(moved.get(0)).containsExactly(new float[] {25, 20, 35, 40}, within(1e-4f));
        assertThat(moved.get(1)).containsExactly(new float[] {6, 0, 10, 2}, within(1e-4f));
    }

    /** What a network is to learn of a crop, and what the detector makes of its answer. */
    @Test
    void anAnswerThatIsRightLeadsToTheFace() {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            float[] crop = box(random);
            float[] face = box(random);
            float width = crop[2] - crop[0];
            float height = crop[3] - crop[1];
            float[] offsets = {
                (face[0] - crop[0]) / width,
                (face[1] - crop[1]) / height,
                (face[2] - crop[2]) / width,
                (face[3] - crop[3]) / height
            };

            assertThat(rows(tf -> boxes(tf, crop).regress(tf.constant(new float[][] {offsets})))
                            .get(0))
                    .containsExactly(face, within(0.01f));
        }
    }

    private static float[] box(Random random) {
        float left = 100 * random.nextFloat();
        float top = 100 * random.nextFloat();
        return new float[] {left, top, left + 5 + 50 * random.nextFloat(), top + 5 + 50 * random.nextFloat()};
    }

    @Test
    void becomeSquaresAroundTheSameCentre() {
        List<float[]> squares = rows(tf -> boxes(tf, TWO).square());

        assertThat(squares.get(0)).containsExactly(0, 20, 40, 60);
        assertThat(squares.get(1)).containsExactly(0, -2, 8, 6);
        assertThat(rows(tf -> boxes(tf, TWO).square().square()))
                .as("of squares")
                .containsExactlyElementsOf(squares);
    }

    private static int[] suppressed(boolean nested, int most, float overlap, float[] scores, float[]... rows) {
        Values kept = Values.of(tf -> {
            Operand<TFloat32> values = tf.constant(scores);
            Boxes boxes = boxes(tf, rows);
            return nested ? boxes.suppressNested(values, most, overlap) : boxes.suppress(values, most, overlap);
        });
        int[] indices = new int[kept.data().length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (int) kept.data()[i];
        }
        return indices;
    }

    @Test
    void ofThoseThatOverlapOnlyTheOneWithTheHighestScoreStays() {
        float[][] three = {{0, 0, 10, 10}, {1, 0, 11, 10}, {50, 0, 60, 10}};

        assertThat(suppressed(false, 9, 0.5f, new float[] {1, 3, 2}, three))
                .as("the highest score first")
                .containsExactly(1, 2);
        assertThat(suppressed(false, 9, 0.9f, new float[] {1, 3, 2}, three))
                .as("an overlap of 0.82 is allowed")
                .containsExactly(1, 2, 0);
        assertThat(suppressed(false, 1, 0.9f, new float[] {1, 3, 2}, three))
                .as("at most so many")
                .containsExactly(1);
    }

    @Test
    void negativeScoresAreNoReasonToGo() {
        assertThat(suppressed(
                        false, 9, 0.5f, new float[] {-7, -9}, new float[] {0, 0, 9, 9}, new float[] {20, 0, 30, 9}))
                .containsExactly(0, 1);
    }

    /** By intersection over union the small one, a hundredth of the other, would stay. */
    @Test
    void oneInsideAnotherGoesWhateverItsSize() {
        float[][] nested = {{0, 0, 100, 100}, {40, 40, 50, 50}, {95, 95, 105, 105}};

        assertThat(suppressed(false, 9, 0.7f, new float[] {3, 2, 1}, nested)).containsExactly(0, 1, 2);
        assertThat(suppressed(true, 9, 0.7f, new float[] {3, 2, 1}, nested)).containsExactly(0, 2);
        assertThat(suppressed(true, 9, 0.7f, new float[] {2, 3, 1}, nested))
                .as("the better one stays, even if it is the one inside")
                .containsExactly(1, 2);
    }

    @Test
    void ofNoneNoneStays() {
        Values kept = Values.of(tf -> new Boxes(tf, tf.zeros(tf.constant(new long[] {0, 4}), TFloat32.class))
                .suppressNested(tf.zeros(tf.constant(new long[] {0}), TFloat32.class), 9, 0.7f));

        assertThat(kept.data()).isEmpty();
    }
}
