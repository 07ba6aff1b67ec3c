package io.facegate.training.detection;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * What a graph gives, as numbers.
 *
 * @param shape of them
 * @param data row by row
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
public record Values(long[] shape, float[] data) {
    public static Values of(Function<Ops, Operand<? extends TNumber>> graph) {
        return all(tf -> List.of(graph.apply(tf))).get(0);
    }

    public static List<Values> all(Function<Ops, List<? extends Operand<? extends TNumber>>> operands) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Session.Runner runner = session.runner();
            for (Operand<? extends TNumber> operand : operands.apply(tf)) {
                runner.fetch(tf.dtypes.cast(operand, TFloat32.class));
            }
            try (Result result = runner.run()) {
                return IntStream.range(0, result.size())
                        .mapToObj(i -> of((TFloat32) result.get(i)))
                        .toList();
            }
        }
    }

    private static Values of(TFloat32 tensor) {
        float[] data = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(data);
        return new Values(tensor.shape().asArray(), data);
    }

    /** Of a matrix, or of what else has rows along its first axis. */
    public List<float[]> rows() {
        int length = shape[0] == 0 ? 0 : Math.toIntExact(data.length / shape[0]);
        return IntStream.range(0, Math.toIntExact(shape[0]))
                .mapToObj(row -> Arrays.copyOfRange(data, row * length, (row + 1) * length))
                .toList();
    }

    /** A black picture, RGB, with a white rectangle from x, y on. */
    public static Operand<TUint8> picture(Ops tf, int width, int height, int x, int y, int w, int h) {
        byte[] pixels = new byte[width * height * 3];
        for (int row = y; row < y + h; row++) {
            Arrays.fill(pixels, (row * width + x) * 3, (row * width + x + w) * 3, (byte) 255);
        }
        return picture(tf, width, height, pixels);
    }

    public static Operand<TUint8> picture(Ops tf, int width, int height, byte[] pixels) {
        try (TUint8 tensor = TUint8.tensorOf(
                Shape.of(height, width, 3),
                values -> values.asRawTensor().data().write(pixels))) {
            return tf.constantOf(tensor);
        }
    }
}
