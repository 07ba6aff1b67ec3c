package io.facegate.training.detection.distillation;

import io.facegate.training.fit.Variable;
import io.facegate.training.fit.Variables;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.training.network.SeededConstants;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The student's.
 *
 * @param seed of what is random to begin with, each by the seed and its name
 * @param start what they are to begin with; null for random
 */
record TrainedParameters(
        Variables variables, long seed, @Nullable Parameters start) implements Parameters {
    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        return variables
                .get(name, Variable.Kind.WEIGHT, shape, () -> Objects.requireNonNullElseGet(
                                start, () -> new SeededConstants(seed))
                        .weight(tf, name, shape, initializer))
                .value();
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        throw new UnsupportedOperationException("MTCNN gathers no statistics");
    }
}
