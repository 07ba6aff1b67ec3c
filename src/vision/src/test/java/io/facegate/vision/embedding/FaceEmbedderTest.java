package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.MeanColourModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaceEmbedderTest {
    private static final ModelId ID = new ModelId("mean-colour");

    private final ModelStore store;
    private final FaceEmbedder embedder;

    FaceEmbedderTest(@TempDir Path models) throws IOException {
        store = new ModelStore(models);
        ModelDescriptor descriptor = MeanColourModel.exportTo(store, ID);
        embedder = new FaceEmbedder(store.open(descriptor, InferenceSettings.DEFAULT));
    }

    @AfterAll
    void close() {
        embedder.close();
    }

    @Test
    void itSaysWhatTheModelDeclares() {
        assertThat(embedder.model()).isEqualTo(ID);
        assertThat(embedder.dimension()).isEqualTo(3);
        assertThat(embedder.template()).isEqualTo(AlignmentTemplate.arcface(MeanColourModel.CROP));
    }

    @Test
    void aBatchKeepsItsOrderAndColoursAreRgb() {
        List<Embedding> embeddings = embedder.embed(List.of(flat(200, 0, 0), flat(0, 100, 0), flat(3, 0, 4)));

        assertThat(embeddings).hasSize(3).allSatisfy(embedding -> assertThat(embedding.model())
                .isEqualTo(ID));
        assertThat(embeddings.get(0).values()).containsExactly(new float[] {1, 0, 0}, within(1e-5f));
        assertThat(embeddings.get(1).values()).containsExactly(new float[] {0, 1, 0}, within(1e-5f));
        assertThat(embeddings.get(2).values()).containsExactly(new float[] {0.6f, 0, 0.8f}, within(1e-5f));
    }

    @Test
    void bytesAbove127AreBright() {
        Embedding embedding = embedder.embed(List.of(flat(255, 127, 0))).get(0);

        float norm = (float) Math.hypot(255, 127);
        assertThat(embedding.values()).containsExactly(new float[] {255 / norm, 127 / norm, 0}, within(1e-5f));
    }

    @Test
    void noCropsGiveNoEmbeddings() {
        assertThat(embedder.embed(List.of())).isEmpty();
    }

    @Test
    void aCropOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> embedder.embed(List.of(new FaceCrop(8, new byte[8 * 8 * 3]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 pixels wide where model mean-colour expects 16");
    }

    @Test
    void severalThreadsMayEmbedAtOnce() {
        IntStream.rangeClosed(1, 200).parallel().forEach(i -> {
            Embedding embedding = embedder.embed(List.of(flat(i, 0, 0))).get(0);
            assertThat(embedding.values()[0]).isCloseTo(1, within(1e-5f));
        });
    }

    @Test
    void aModelOfAnotherKindIsRefused() throws IOException {
        ModelId id = new ModelId("not-an-embedder");
        ModelDescriptor embedderDescriptor = MeanColourModel.exportTo(store, id);
        ModelDescriptor detector = new ModelDescriptor(
                id,
                new ModelContract.Detector(12),
                embedderDescriptor.files(),
                embedderDescriptor.provenance(),
                embedderDescriptor.licence(),
                null);
        try (LoadedModel model = store.open(detector, InferenceSettings.DEFAULT)) {
            assertThatThrownBy(() -> new FaceEmbedder(model))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Model not-an-embedder is not an embedder");
        }
    }

    private static FaceCrop flat(int red, int green, int blue) {
        byte[] rgb = new byte[MeanColourModel.CROP * MeanColourModel.CROP * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new FaceCrop(MeanColourModel.CROP, rgb);
    }
}
