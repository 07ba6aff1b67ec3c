package io.facegate.training.loss;

import org.tensorflow.op.Ops;

/** Says how far a batch's embeddings are from what they should be. Implementations hold settings only. */
public interface EmbeddingLoss {

    /**
     * Adds the loss to the graph. Everything that changes while training goes in as an operand, so the graph is built
     * once.
     *
     * @param tf where to add the nodes
     * @param batch the embeddings and who they are
     * @param moment how far the training is
     * @param weights makes the weights that only this loss has; a loss without any ignores it
     */
    LossValue of(Ops tf, EmbeddedBatch batch, Moment moment, LossWeights weights);

    /**
     * The loss that tells whether the network gets better at people it was not trained on. It is this one, unless this
     * one only knows the people it was trained on.
     */
    default EmbeddingLoss forUnknownPeople() {
        return this;
    }
}
