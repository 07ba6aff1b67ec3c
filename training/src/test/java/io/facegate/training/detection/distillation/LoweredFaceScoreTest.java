package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.network.Parameters;
import io.facegate.training.network.SeededConstants;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class LoweredFaceScoreTest {

    @Test
    void onlyTheLogitOfAFaceIsLower() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            Parameters trained = new SeededConstants(7);
            TFloat32 before = logits(tf, trained);

            TFloat32 after = logits(tf, new LoweredFaceScore(trained, 0.4f));

            assertThat(after.getFloat(0, 0)).isEqualTo(before.getFloat(0, 0));
            assertThat(after.getFloat(0, 1)).isCloseTo(before.getFloat(0, 1) - 0.4f, within(1e-5f));
        }
    }

    private static TFloat32 logits(Ops tf, Parameters parameters) {
        int side = OutputNetwork.SIDE;
        return new OutputNetwork(parameters)
                .apply(tf, tf.fill(tf.constant(Shape.of(1, side, side, 3)), tf.constant(0.3f)))
                .logits()
                .asTensor();
    }
}
