package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.network.Initializer;
import io.facegate.training.weights.WeightArray;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

class FixedParametersTest {
    private final FixedParameters parameters = new FixedParameters(
            Map.of("conv/kernel", new WeightArray(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6})));

    @Test
    void areWhatWasReadWhateverTheyWouldBeginWith() {
        Values weight = Values.of(tf -> parameters.weight(tf, "conv/kernel", Shape.of(2, 3), Initializer.ZEROS));

        assertThat(weight.shape()).containsExactly(2, 3);
        assertThat(weight.data()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Values.of(tf -> parameters.statistic(tf, "conv/kernel", Shape.of(2, 3), Initializer.ZEROS))
                        .data())
                .isEqualTo(weight.data());
    }

    @Test
    void oneThatIsMissingIsNamed() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);

            assertThatThrownBy(() -> parameters.weight(tf, "conv/bias", Shape.of(3), Initializer.ZEROS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no parameter conv/bias, only [conv/kernel]");
        }
    }

    @Test
    void oneOfAnotherShapeIsNamedWithBoth() {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);

            assertThatThrownBy(() -> parameters.weight(tf, "conv/kernel", Shape.of(3, 2), Initializer.ZEROS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Parameter conv/kernel has the shape [2, 3] where [3, 2] is expected");
        }
    }
}
