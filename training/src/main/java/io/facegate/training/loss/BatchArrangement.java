package io.facegate.training.loss;

/** In which order a batch has its pictures. */
public enum BatchArrangement {
    /** Three blocks of one length: anchors, positives, negatives. */
    TRIPLETS,
    /** Any order; a loss finds its pairs by the identities. */
    IDENTITIES
}
