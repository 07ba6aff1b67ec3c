package io.facegate.training.fit;

import io.facegate.training.loss.LossWeights;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss's own weights as variables. */
record LossParameters(Ops tf, Variables variables, RandomStart random) implements LossWeights {

    @Override
    public Operand<TFloat32> matrix(String name, long rows, long columns, Start start) {
        String unique = "loss/" + name;
        Shape shape = Shape.of(rows, columns);
        return variables
                .get(unique, Variable.Kind.LOSS_WEIGHT, shape, () -> switch (start) {
                    case RANDOM_ROWS -> random.normal(unique, shape, 1 / Math.sqrt(columns));
                    case IDENTITY -> identity(rows, columns);
                })
                .value();
    }

    private Operand<TFloat32> identity(long rows, long columns) {
        Operand<TFloat32> ones = random.filled(Shape.of(Math.min(rows, columns)), 1);
        return tf.linalg.matrixDiagV3(
                ones, tf.constant(0), tf.constant((int) rows), tf.constant((int) columns), tf.constant(0f));
    }
}
