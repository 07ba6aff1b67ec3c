package io.facegate.training.sampling;

import io.facegate.training.loss.BatchArrangement;

/** Chooses the pictures of every batch. */
public interface Sampler {

    BatchArrangement arrangement();

    /** Pictures in a batch. */
    int batchSize();

    /** Batches in an epoch, at least one. */
    int stepsPerEpoch();

    /**
     * @param epoch from 0
     * @param step from 0, below {@link #stepsPerEpoch()}
     * @return numbers of {@link #batchSize()} pictures
     */
    int[] batch(int epoch, int step);
}
