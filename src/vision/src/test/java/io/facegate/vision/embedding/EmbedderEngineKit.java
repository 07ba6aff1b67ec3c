package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.MeanColourModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every engine holds to. The embedder is one that everybody can follow: a crop's mean colour as a unit vector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EmbedderEngineKit {
    private static final ModelId ID = new ModelId("mean-colour");

    private final EmbedderEngine engine;
    private final Path models;
    private final ModelStore store;
    private final ModelDescriptor descriptor;
    private final FaceEmbedder embedder;

    /** What is asked of an engine, and where the model lies that it is asked with. */
    protected EmbedderEngineKit(EmbedderEngine engine, Path models) throws IOException {
        this.engine = engine;
        this.models = models;
        this.store = new ModelStore(models);
        this.descriptor = prepare(models, MeanColourModel.exportTo(store, ID));
        this.embedder = new FaceEmbedder(engine.open(store, descriptor, InferenceSettings.DEFAULT));
    }

    /** Adds what this engine needs of a model, besides its SavedModel. Called by the constructor. */
    protected abstract ModelDescriptor prepare(Path folder, ModelDescriptor model) throws IOException;

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
    void batchesOfAnySizeFollowEachOther() {
        for (int size : new int[] {1, 5, 2, 16, 1}) {
            List<FaceCrop> crops = IntStream.rangeClosed(1, size)
                    .mapToObj(i -> flat(3 * i, 4 * i, 0))
                    .toList();
            assertThat(embedder.embed(crops)).hasSize(size).allSatisfy(embedding -> assertThat(embedding.values())
                    .containsExactly(new float[] {0.6f, 0.8f, 0}, within(1e-5f)));
        }
    }

    @Test
    void aBatchThatFailsLeavesTheOthersAlone() {
        List<FaceCrop> one = List.of(flat(0, 0, 9));
        assertThatThrownBy(() -> embedder.embed(List.of(flat(1, 0, 0), flat(0, 0, 0))))
                .as("black has no direction")
                .isInstanceOf(RuntimeException.class);

        assertThat(embedder.embed(one).get(0).values()).containsExactly(new float[] {0, 0, 1}, within(1e-5f));
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        Path folder = Files.createDirectories(models.resolve("damaged"));
        ModelStore damaged = new ModelStore(folder);
        ModelDescriptor whole = prepare(folder, MeanColourModel.exportTo(damaged, ID));
        String file = whole.files().keySet().stream()
                .filter(name -> name.endsWith(".onnx") || name.endsWith(".pb"))
                .findFirst()
                .orElseThrow();
        Files.write(damaged.folder(ID).resolve(file), new byte[] {1}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> engine.open(damaged, whole, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("File %s of model %s is missing or not what".formatted(file, ID));
    }

    @Test
    void whatHasNothingForTheEngineIsRefusedWithAnAdvice() {
        ModelDescriptor without = new ModelDescriptor(
                ID, descriptor.contract(), Map.of(), descriptor.provenance(), descriptor.licence(), null);

        assertThat(engine.runs(descriptor)).isTrue();
        assertThat(engine.runs(without)).isFalse();
        assertThatThrownBy(() -> engine.open(store, without, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void itIsFoundByItsName() {
        assertThat(EmbedderEngines.named(engine.name())).hasSameClassAs(engine);
        assertThat(engine.version()).matches("\\d+\\.\\d+.*");
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
