package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.detection.BrightFaces;
import io.facegate.training.detection.Values;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class NetworkAnswersTest {
    private static final BrightFaces PARAMETERS = new BrightFaces(2, new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 0.7f);

    private static Operand<TFloat32> white(Ops tf, int... shape) {
        return tf.fill(tf.constant(shape), tf.constant(1f));
    }

    @Test
    void ofThePNetEveryWindowIsACrop() {
        List<Values> answers = Values.all(tf -> {
            NetworkAnswers given = NetworkAnswers.of(tf, Stage.PROPOSAL, PARAMETERS, white(tf, 1, 20, 16, 3));
            assertThat(given.landmarks()).isNull();
            return List.of(given.logits(), given.box());
        });

        assertThat(answers.get(0).shape()).as("5 rows of 3 windows").containsExactly(15, 2);
        assertThat(answers.get(0).rows())
                .allSatisfy(row -> assertThat(row).containsExactly(new float[] {0, 2}, within(1e-5f)));
        assertThat(answers.get(1).shape()).containsExactly(15, 4);
        assertThat(answers.get(1).rows().get(14)).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
    }

    @Test
    void ofTheRNetThereAreNoLandmarks() {
        List<Values> answers = Values.all(tf -> {
            NetworkAnswers given = NetworkAnswers.of(tf, Stage.REFINEMENT, PARAMETERS, white(tf, 3, 24, 24, 3));
            assertThat(given.landmarks()).isNull();
            return List.of(given.logits(), given.box());
        });

        assertThat(answers.get(0).shape()).containsExactly(3, 2);
        assertThat(answers.get(1).shape()).containsExactly(3, 4);
    }

    @Test
    void ofTheONetThereAre() {
        Values landmarks = Values.of(tf -> {
            NetworkAnswers given = NetworkAnswers.of(tf, Stage.OUTPUT, PARAMETERS, white(tf, 2, 48, 48, 3));
            Operand<TFloat32> found = given.landmarks();
            assertThat(found).isNotNull();
            return java.util.Objects.requireNonNull(found);
        });

        assertThat(landmarks.shape()).containsExactly(2, 10);
        assertThat(landmarks.data()).containsOnly(0.7f);
    }
}
