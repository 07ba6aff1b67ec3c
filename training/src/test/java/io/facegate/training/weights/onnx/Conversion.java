package io.facegate.training.weights.onnx;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Converts ONNX files without running them. */
final class Conversion {
    private Conversion() {}

    /** The shape of the output in ONNX's order; -1 is the batch. */
    static long[] shape(OnnxModelBuilder model, Path folder) throws IOException {
        OnnxModel onnx = OnnxModel.read(model.write(folder));
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            long[] shape = onnx.inputShape().stream().mapToLong(Long::longValue).toArray();
            shape[0] = -1;
            Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
            Features features = Features.plain(input);
            Features kept = shape.length == 4 ? features.channelsLast(tf) : features;
            return ((Features) OnnxGraph.convert(tf, onnx, kept, onnx.output(null))).shape();
        }
    }
}
