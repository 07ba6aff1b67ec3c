package io.facegate.vision.model;

/** Where TensorFlow computes. */
public enum ComputeDevice {
    /** On a GPU if TensorFlow finds one. */
    AUTO,
    CPU,
    GPU
}
