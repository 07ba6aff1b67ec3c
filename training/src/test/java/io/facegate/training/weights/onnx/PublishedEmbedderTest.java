package io.facegate.training.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.SharedData;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.GoldenEmbeddings;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A published MobileFaceNet, against an independent implementation and against ONNX Runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedEmbedderTest {
    private static final int SIZE = 112;

    private Path onnx = Path.of("");
    private FaceEmbedder embedder;

    @BeforeAll
    void importModel(@TempDir Path models) throws Exception {
        onnx = SharedData.path("models/face-mbf/face-mbf.onnx");
        ModelDescriptor model =
                new OnnxEmbedderImporter(new ModelExporter(models)).importFrom(onnx, EmbedderSettings.ARCFACE);
        embedder = new FaceEmbedder(new ModelStore(models).open(model, InferenceSettings.DEFAULT));
    }

    @AfterAll
    void close() {
        if (embedder != null) {
            embedder.close();
        }
    }

    @Test
    void embedsRealFacesAsTheIndependentImplementation() throws Exception {
        GoldenEmbeddings.assertSame(embedder, 0.9999f);
    }

    @Test
    void embedsABatchAsOnnxRuntime() throws Exception {
        Random random = new Random(3);
        int batch = 4;
        byte[][] rgb = new byte[batch][SIZE * SIZE * 3];
        float[] input = new float[batch * 3 * SIZE * SIZE];
        for (int n = 0; n < batch; n++) {
            random.nextBytes(rgb[n]);
            for (int i = 0; i < rgb[n].length; i++) {
                int pixel = i / 3;
                int channel = i % 3;
                input[(n * 3 + channel) * SIZE * SIZE + pixel] = (Byte.toUnsignedInt(rgb[n][i]) - 127.5f) / 127.5f;
            }
        }

        Runs.Output expected = Runs.byOnnxRuntime(onnx, new long[] {batch, 3, SIZE, SIZE}, input);
        List<Embedding> actual = embedder.embed(
                List.of(rgb).stream().map(bytes -> new FaceCrop(SIZE, bytes)).toList());

        int dimension = Math.toIntExact(expected.shape()[1]);
        for (int n = 0; n < batch; n++) {
            float[] values = new float[dimension];
            System.arraycopy(expected.values(), n * dimension, values, 0, dimension);
            assertThat(actual.get(n).values())
                    .containsExactly(Embedding.of(embedder.model(), values).values(), within(1e-4f));
        }
    }
}
