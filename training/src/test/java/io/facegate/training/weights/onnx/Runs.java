package io.facegate.training.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Runs ONNX files by ONNX Runtime, the reference, and as converted. */
final class Runs {
    private static final float TOLERANCE = 1e-5f;
    private static final int BATCH = 2;

    private Runs() {}

    /** A value with its shape. */
    record Output(long[] shape, float[] values) {}

    /** On normally distributed input; the batch is 2 if the model leaves it open. */
    static void assertSameAsOnnxRuntime(Path file) throws IOException, OrtException {
        OnnxModel model = OnnxModel.read(file);
        long[] shape = model.inputShape().stream().mapToLong(Long::longValue).toArray();
        shape[0] = shape[0] < 0 ? BATCH : shape[0];
        float[] input = random(shape);
        Output expected = byOnnxRuntime(file, shape, input);
        Output actual = converted(model, shape, input);

        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.values()).hasSameSizeAs(expected.values());
        for (int i = 0; i < expected.values().length; i++) {
            float tolerance = TOLERANCE * Math.max(1, Math.abs(expected.values()[i]));
            assertThat(actual.values()[i])
                    .as("value %d of %s", i, Arrays.toString(expected.shape()))
                    .isCloseTo(expected.values()[i], Offset.offset(tolerance));
        }
    }

    static float[] random(long[] shape) {
        Random random = new Random(2);
        float[] values = new float[Math.toIntExact(Weights.elements(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static Output byOnnxRuntime(Path file, long[] shape, float[] input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file.toString(), options);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            float[] values = new float[output.getFloatBuffer().remaining()];
            output.getFloatBuffer().get(values);
            return new Output(output.getInfo().getShape(), values);
        }
    }

    private static Output converted(OnnxModel model, long[] shape, float[] input) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            long[] open = shape.clone();
            open[0] = -1;
            Placeholder<TFloat32> placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(open)));
            Features features = Features.plain(placeholder);
            Features kept = shape.length == 4 ? features.channelsLast(tf) : features;
            Operand<TFloat32> output = ((Features) OnnxGraph.convert(tf, model, kept, model.output(null)))
                    .plain(tf)
                    .operand();
            try (Session session = new Session(graph);
                    TFloat32 tensor = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(input, true, false));
                    Result result = session.runner()
                            .feed(placeholder, tensor)
                            .fetch(tf.identity(output))
                            .run()) {
                TFloat32 found = (TFloat32) result.get(0);
                float[] values = new float[Math.toIntExact(found.size())];
                found.asRawTensor().data().asFloats().read(values);
                return new Output(found.shape().asArray(), values);
            }
        }
    }
}
