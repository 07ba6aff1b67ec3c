package io.facegate.training.export.onnx;

/**
 * Something that depends on the faces.
 *
 * @param name in the ONNX file
 * @param rank number of its axes
 * @param channels size of its last axis in TensorFlow; -1 if that depends on the faces
 * @param map whether it is a feature map, {@code [N, C, H, W]} in the ONNX file where TensorFlow has {@code [N, H, W, C]}
 */
record Value(String name, int rank, long channels, boolean map) {
    /** The axis in the ONNX file of one in TensorFlow, which may count from the end. */
    long axis(long axis) {
        long counted = axis < 0 ? axis + rank : axis;
        if (!map) {
            return counted;
        }
        return counted == 0 ? 0 : counted == 3 ? 1 : counted + 1;
    }
}
