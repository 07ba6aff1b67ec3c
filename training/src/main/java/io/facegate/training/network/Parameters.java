package io.facegate.training.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Where a network's parameters come from: constants for a network that is to be served, variables for one that is to be
 * trained. The network is the same function of them.
 */
public interface Parameters {
    /**
     * What training fits by gradient.
     *
     * @param name unique in the network, such as {@code stage2/block1/conv1/kernel}
     */
    Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer);

    /** What training gathers from the data instead, such as the mean and variance of a batch normalisation. */
    Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer);
}
