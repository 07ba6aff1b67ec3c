package io.facegate.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ResNet50IT {
    private static final int SMALL = 32;

    @Test
    void givesUnitVectorsThatDependOnTheFaceAndOnTheSeed() {
        float[][] embeddings = embed(7, 2);

        assertThat(embeddings).hasDimensions(2, 64);
        for (float[] embedding : embeddings) {
            assertThat(dot(embedding, embedding)).isCloseTo(1, within(1e-4));
        }
        assertThat(dot(embeddings[0], embeddings[1])).isLessThan(0.99999);
        assertThat(dot(embeddings[0], embed(8, 2)[0])).isLessThan(0.9);
    }

    @Test
    void embedsAFaceTogetherWithItsMirrorImageAsThatTogetherWithTheFace() {
        byte[] face = noise(1);
        byte[] image = new byte[face.length];
        for (int pixel = 0; pixel < SMALL * SMALL; pixel++) {
            int across = pixel / SMALL * SMALL + SMALL - 1 - pixel % SMALL;
            System.arraycopy(face, 3 * pixel, image, 3 * across, 3);
        }
        FaceNetwork network = new ResNet50(64);
        Embedding withMirrorImage = (tf, faces) -> network.embedWithMirrorImage(tf, new SeededConstants(7), faces);
        Embedding alone = (tf, faces) -> network.embed(tf, new SeededConstants(7), faces);

        assertThat(dot(embed(withMirrorImage, face, 1)[0], embed(withMirrorImage, image, 1)[0]))
                .isCloseTo(1, within(1e-4));
        assertThat(dot(embed(alone, face, 1)[0], embed(alone, image, 1)[0])).isLessThan(0.999);
    }

    @FunctionalInterface
    private interface Embedding {
        Operand<TFloat32> of(Ops tf, Operand<TUint8> faces);
    }

    private static float[][] embed(long seed, int count) {
        return embed((tf, faces) -> new ResNet50(64).embed(tf, new SeededConstants(seed), faces), noise(count), count);
    }

    private static byte[] noise(int count) {
        byte[] pixels = new byte[count * SMALL * SMALL * 3];
        new Random(1).nextBytes(pixels);
        return pixels;
    }

    private static float[][] embed(Embedding embedding, byte[] pixels, int count) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> faces = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, SMALL, SMALL, 3)));
            Operand<TFloat32> embeddings = embedding.of(tf, faces);
            try (Session session = new Session(graph);
                    TUint8 input = TUint8.tensorOf(Shape.of(count, SMALL, SMALL, 3), DataBuffers.of(pixels));
                    Result result = session.runner()
                            .feed(faces, input)
                            .fetch(embeddings)
                            .run()) {
                TFloat32 output = (TFloat32) result.get(0);
                float[][] rows = new float[count][Math.toIntExact(output.shape().get(1))];
                for (int i = 0; i < count; i++) {
                    output.get(i).copyTo(DataBuffers.of(rows[i], false, false));
                }
                return rows;
            }
        }
    }

    private static double dot(float[] left, float[] right) {
        double dot = 0;
        for (int i = 0; i < left.length; i++) {
            dot += (double) left[i] * right[i];
        }
        return dot;
    }
}
