package io.facegate.vision;

/** What is done to a picture, in this order; each of the last three once for each embedder. */
public enum Stage {
    /** Encoded bytes to upright pixels. */
    DECODE,
    /** Pixels to boxes and landmarks. */
    DETECT,
    /** The chosen faces to crops. */
    ALIGN,
    /** How good the crops are. */
    QUALITY,
    /** All crops of the picture to embeddings, from handing them over until the last one is there. */
    EMBED
}
