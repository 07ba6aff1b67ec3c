package io.facegate.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.network.UnitVectors;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class EmbedderExportTest {
    private static final int SIZE = 32;
    private static final Provenance PROVENANCE = new Provenance(
            Instant.parse("2026-01-01T00:00:00Z"), "a test", Map.of("data", "cafe"), Map.of("seed", "1"));
    private static final Licence LICENCE = new Licence("MIT", "own pictures");

    private final ModelStore store;
    private final ModelExporter exporter;

    EmbedderExportTest(@TempDir Path models) {
        store = new ModelStore(models);
        exporter = new ModelExporter(models);
    }

    @Test
    void theContractIsThatOfTheGraph() throws IOException {
        ModelDescriptor written = export("colours", EmbedderExportTest::meanColour);

        assertThat(written.contract()).isEqualTo(new ModelContract.Embedder(AlignmentTemplate.arcface(SIZE), 3));
        assertThat(written.provenance()).isEqualTo(PROVENANCE);
        assertThat(written.licence()).isEqualTo(LICENCE);
        assertThat(written.calibration()).as("nobody measured it").isNull();
        assertThat(store.list()).containsExactly(written);
        assertThat(written.files()).isEqualTo(ModelFiles.checksums(store.folder(written.id())));
        store.verify(written);
    }

    @Test
    void whatIsExportedEmbedsAsTheGraphDoes() throws IOException {
        ModelDescriptor written = export("colours", EmbedderExportTest::meanColour);

        try (FaceEmbedder embedder = new FaceEmbedder(store.open(written, InferenceSettings.DEFAULT))) {
            List<Embedding> embeddings = embedder.embed(List.of(crop(200, 0, 0), crop(30, 40, 0), crop(9, 9, 9)));

            assertThat(embeddings.get(0).values()).containsExactly(new float[] {1, 0, 0}, within(1e-5f));
            assertThat(embeddings.get(1).values()).containsExactly(new float[] {0.6f, 0.8f, 0}, within(1e-5f));
            float third = (float) Math.sqrt(1 / 3.0);
            assertThat(embeddings.get(2).values()).containsExactly(new float[] {third, third, third}, within(1e-5f));
            assertThat(embeddings)
                    .allSatisfy(embedding -> assertThat(embedding.model()).isEqualTo(written.id()));
        }
    }

    @Test
    void theSameGraphGivesTheSameFiles() throws IOException {
        ModelDescriptor first = export("first", EmbedderExportTest::meanColour);
        ModelDescriptor second = export("second", EmbedderExportTest::meanColour);
        ModelDescriptor other = export(
                "other",
                (tf, faces) -> UnitVectors.of(tf, tf.math.mul(tf.constant(new float[] {1, 2, 3}), mean(tf, faces))));

        assertThat(second.files()).isEqualTo(first.files());
        assertThat(other.files()).isNotEqualTo(first.files());
    }

    @Test
    void aNetworkThatFailsLeavesNoModel() {
        assertThatThrownBy(() -> export("broken", (tf, faces) -> {
                    throw new IllegalStateException("no such layer");
                }))
                .hasMessage("no such layer");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void whatIsNoVectorPerFaceIsNotExported() {
        assertThatThrownBy(() -> export("scalar", (tf, faces) -> tf.math.mean(mean(tf, faces), tf.constant(1))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.list()).isEmpty();
    }

    private ModelDescriptor export(String id, EmbedderExport.Network network) throws IOException {
        return new EmbedderExport(new ModelId(id), AlignmentTemplate.arcface(SIZE), PROVENANCE, LICENCE)
                .write(exporter, network);
    }

    private static Operand<TFloat32> meanColour(Ops tf, Operand<TUint8> faces) {
        return UnitVectors.of(tf, mean(tf, faces));
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TUint8> faces) {
        return tf.math.mean(tf.dtypes.cast(faces, TFloat32.class), tf.constant(new int[] {1, 2}));
    }

    private static FaceCrop crop(int red, int green, int blue) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new FaceCrop(SIZE, rgb);
    }
}
