package io.facegate.training.network;

/** What a parameter is before it is trained. */
public enum Initializer {
    ZEROS,
    ONES,
    /** 0.25: the slope of PReLU in He et al. 2015. */
    QUARTERS,
    /**
     * Normal with variance 2 / (inputs of one output), which keeps the size of values through layers with ReLU (He et
     * al. 2015, "Delving Deep into Rectifiers"). The last axis of the shape is the outputs.
     */
    HE_NORMAL
}
