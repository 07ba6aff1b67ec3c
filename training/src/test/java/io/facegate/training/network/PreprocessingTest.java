package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class PreprocessingTest {
    private static float[] run(BiFunction<Ops, Operand<TUint8>, Operand<TFloat32>> operation, int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        try (Graph graph = new Graph();
                TUint8 tensor = TUint8.tensorOf(Shape.of(1, 1, pixels.length / 3, 3), DataBuffers.of(bytes))) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> output = operation.apply(tf, tf.constantOf(tensor));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(output).run()) {
                TFloat32 found = (TFloat32) result.get(0);
                float[] values = new float[(int) found.size()];
                found.copyTo(DataBuffers.of(values, false, false));
                return values;
            }
        }
    }

    @Test
    void arcFacesIsFromMinusOneToOneInRgb() {
        assertThat(run(Preprocessing.ARCFACE::apply, 0, 255, 51, 127, 128, 204))
                .containsExactly(new float[] {-1, 1, -0.6f, -0.5f / 127.5f, 0.5f / 127.5f, 0.6f}, within(1e-6f));
    }

    @Test
    void coloursAreTurnedAroundForNetworksOfOpenCv() {
        Preprocessing bgr = new Preprocessing(0, 1, ColourOrder.BGR);

        assertThat(run(bgr::apply, 1, 2, 3, 4, 5, 6)).containsExactly(3, 2, 1, 6, 5, 4);
    }

    @Test
    void refusesNumbersThatGiveNone() {
        assertThatThrownBy(() -> new Preprocessing(Float.NaN, 1, ColourOrder.RGB))
                .hasMessage("mean (NaN) must be finite");
        assertThatThrownBy(() -> new Preprocessing(0, 0, ColourOrder.RGB))
                .hasMessage("scale (0.0) must be finite and not zero");
        assertThatThrownBy(() -> new Preprocessing(0, Float.POSITIVE_INFINITY, ColourOrder.RGB))
                .hasMessage("scale (Infinity) must be finite and not zero");
    }

    @Test
    void aVectorBecomesItsDirectionAndNothingStaysNothing() {
        float[] vectors = run(
                (tf, pixels) -> UnitVectors.of(tf, tf.constant(new float[][] {{3, -4}, {0, 0}, {1e-3f, 0}})), 0, 0, 0);

        assertThat(vectors).containsExactly(new float[] {0.6f, -0.8f, 0, 0, 1, 0}, within(1e-5f));
    }
}
