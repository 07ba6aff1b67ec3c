package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

class DetectionLossTest {
    private static final float SURE = 20;

    /** Crops by how much the logit of "face" is above that of "no face". */
    private static Operand<TFloat32> logits(Ops tf, float... margins) {
        float[][] rows = new float[margins.length][];
        for (int i = 0; i < margins.length; i++) {
            rows[i] = new float[] {-margins[i] / 2, margins[i] / 2};
        }
        return tf.constant(rows);
    }

    private static Operand<TFloat32> rows(Ops tf, int columns, float... values) {
        float[][] rows = new float[values.length][columns];
        for (int i = 0; i < values.length; i++) {
            java.util.Arrays.fill(rows[i], values[i]);
        }
        return tf.constant(rows);
    }

    private static float scalar(Operand<TFloat32> value) {
        return value.asTensor().getFloat();
    }

    @Test
    void isNothingForAStudentThatAnswersAsItsTeacherHoweverUnsureThatIs() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            NetworkAnswers answers = new NetworkAnswers(
                    logits(tf, 0, 0.3f, -0.2f, 4), rows(tf, 4, 1, 2, 3, 4), rows(tf, 10, 1, 2, 3, 4));

            DetectionLoss.Value value = new DetectionLoss(1, 5, 10).of(tf, answers, answers);

            assertThat(scalar(value.loss())).isCloseTo(0, within(1e-6f));
        }
    }

    @Test
    void isTheDivergenceOfFacesAndThatOfTheRestEachByItsMean() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            Operand<TFloat32> boxes = rows(tf, 4, 0, 0, 0, 0);

            DetectionLoss.Value value = new DetectionLoss(1, 5, 10)
                    .of(
                            tf,
                            new NetworkAnswers(logits(tf, 0, 0, 0, -SURE), boxes, null),
                            new NetworkAnswers(logits(tf, SURE, SURE, -SURE, -SURE), boxes, null));

            // half sure of what the teacher is sure of: ln 2 each; the rest's mean is halved by the one that is right
            assertThat(scalar(value.face())).isCloseTo((float) (Math.log(2) * 1.5), within(1e-4f));
        }
    }

    @Test
    void learnsBoxesAndLandmarksOnlyWhereTheTeacherSeesAFace() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            Operand<TFloat32> logits = logits(tf, SURE, -SURE);

            DetectionLoss.Value value = new DetectionLoss(1, 5, 10)
                    .of(
                            tf,
                            new NetworkAnswers(logits, rows(tf, 4, 0.1f, 7), rows(tf, 10, 0.2f, 7)),
                            new NetworkAnswers(logits, rows(tf, 4, 0, 0), rows(tf, 10, 0, 0)));

            assertThat(scalar(value.box())).isCloseTo(4 * 0.01f, within(1e-6f));
            assertThat(scalar(value.landmarks())).isCloseTo(10 * 0.04f, within(1e-6f));
            assertThat(scalar(value.loss())).isCloseTo(5 * 0.04f + 10 * 0.4f, within(1e-5f));
        }
    }

    @Test
    void minesTheHardestShareOfThoseItMayChooseFrom() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            Operand<TFloat32> losses = tf.constant(new float[] {0.1f, 9, 0.4f, 0.3f, 8, 0.2f, 0.5f});
            Operand<TBool> among = tf.constant(new boolean[] {true, false, true, true, false, true, true});

            assertThat(chosen(new DetectionLoss(0.6f, 1, 1).hardest(tf, losses, among, tf.constant(100f))))
                    .containsExactly(2, 3, 6);
            assertThat(chosen(new DetectionLoss(0.6f, 1, 1).hardest(tf, losses, among, tf.constant(2f))))
                    .as("at most so many")
                    .containsExactly(2, 6);
            assertThat(chosen(new DetectionLoss(0.6f, 1, 1)
                            .hardest(tf, losses, tf.constant(new boolean[7]), tf.constant(5f))))
                    .as("nothing to choose from")
                    .isEmpty();
        }
    }

    private static List<Integer> chosen(Operand<TFloat32> weights) {
        TFloat32 tensor = weights.asTensor();
        return IntStream.range(0, (int) tensor.size())
                .filter(i -> tensor.getFloat(i) > 0)
                .boxed()
                .toList();
    }
}
