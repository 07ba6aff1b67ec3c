package io.facegate.training.fit;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A float32 variable of a training graph.
 *
 * @param name unique; its name in checkpoints
 * @param kind what it is for
 * @param shape of its value
 * @param handle what assignments take
 * @param value reads it
 */
public record Variable(String name, Kind kind, Shape shape, Operand<? extends TType> handle, Operand<TFloat32> value) {
    public enum Kind {
        /** Of the network, and trained. */
        WEIGHT,
        /** Of the network, and as it was. */
        FROZEN,
        /** Moving averages of a batch normalisation. */
        STATISTIC,
        /** Of the network: a moving average of what is trained, see {@link Averaging}. */
        AVERAGE,
        /** Of the loss, and trained. */
        LOSS_WEIGHT,
        /** What the optimizer remembers. */
        SLOT
    }
}
