package io.facegate.training.weights.onnx;

/** How the axes of a TensorFlow value lie, compared with the ONNX value that it stands for. */
enum Layout {
    /** Four axes: ONNX's {@code [N, C, H, W]} is kept as {@code [N, H, W, C]}. */
    CHANNELS_LAST,
    /** Any number of axes, the same as in ONNX. */
    PLAIN
}
