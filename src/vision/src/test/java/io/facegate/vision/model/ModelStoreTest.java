package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.landmark.AlignmentTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

class ModelStoreTest {
    private static final ModelId FIRST = new ModelId("first");
    private static final ModelId SECOND = new ModelId("second");
    private static final ModelId THIRD = new ModelId("third");

    private final Path root;
    private final ModelStore store;

    ModelStoreTest(@TempDir Path directory) {
        root = directory.resolve("models");
        store = new ModelStore(root);
    }

    @BeforeEach
    void writeAModel() throws IOException {
        write(FIRST, new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512));
    }

    @Test
    void whatIsWrittenIsListedById() throws IOException {
        write(SECOND, new ModelContract.Detector(12));

        assertThat(store.list()).extracting(ModelDescriptor::id).containsExactly(FIRST, SECOND);
        assertThat(store.list().get(0))
                .isEqualTo(describe(FIRST, new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512)));
    }

    @Test
    void aStoreThatIsNotThereIsEmpty() {
        assertThat(new ModelStore(root.resolve("nowhere")).list()).isEmpty();
    }

    @Test
    void filesAndFoldersWithoutADescriptionAreNoModels() throws IOException {
        Files.createDirectories(root.resolve("unfinished"));
        Files.writeString(root.resolve("notes.txt"), "not a model");

        assertThat(store.list()).hasSize(1);
    }

    @Test
    void theOnlyModelOfAKindIsFoundWithoutItsId() throws IOException {
        write(SECOND, new ModelContract.Detector(12));

        assertThat(store.find(ModelContract.Embedder.class, null).id()).isEqualTo(FIRST);
        assertThat(store.find(ModelContract.Detector.class, null).id()).isEqualTo(SECOND);
        assertThat(store.find(ModelContract.Detector.class, SECOND).id()).isEqualTo(SECOND);
    }

    @Test
    void theBundleIsTakenWhereTheStoreHasNoModelOfItsOwn() throws IOException {
        write(SECOND, new ModelContract.Embedder(AlignmentTemplate.arcface(112), 128));
        write(THIRD, new ModelContract.Detector(12));
        Path bundle = Files.createDirectory(root.resolve("default"));
        Files.move(root.resolve("second"), bundle.resolve("second"));
        Files.move(root.resolve("third"), bundle.resolve("third"));

        assertThat(store.list()).extracting(ModelDescriptor::id).containsExactly(FIRST, SECOND, THIRD);
        assertThat(store.find(ModelContract.Embedder.class, null).id()).isEqualTo(FIRST);
        assertThat(store.find(ModelContract.Embedder.class, SECOND).id()).isEqualTo(SECOND);
        assertThat(store.find(ModelContract.Detector.class, null).id()).isEqualTo(THIRD);
        assertThat(store.folder(THIRD)).isEqualTo(root.resolve("default/third"));
        assertThat(store.folder(FIRST)).isEqualTo(root.resolve("first"));
    }

    @Test
    void amongSeveralTheIdDecides() throws IOException {
        write(SECOND, new ModelContract.Embedder(AlignmentTemplate.arcface(112), 128));

        assertThat(store.find(ModelContract.Embedder.class, SECOND).id()).isEqualTo(SECOND);
        assertThatThrownBy(() -> store.find(ModelContract.Embedder.class, null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("several embedders")
                .hasMessageContaining("first, second")
                .hasMessageContaining("Maybe choose one by its id.");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> store.find(ModelContract.Detector.class, null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no detector in the models folder " + root);
        assertThatThrownBy(() -> store.find(ModelContract.Embedder.class, SECOND))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no embedder second");
        assertThatThrownBy(() -> store.find(ModelContract.Detector.class, FIRST))
                .as("the id of a model of another kind")
                .isInstanceOf(ModelException.class);
    }

    @Test
    void intactFilesAreVerified() {
        store.verify(store.find(ModelContract.Embedder.class, FIRST));
    }

    @Test
    void aTamperedFileIsFound() throws IOException {
        Files.writeString(store.folder(FIRST).resolve("variables/weights"), "other weights");

        assertRefused("File variables/weights of model first is missing or not what its model.json says");
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        Files.delete(store.folder(FIRST).resolve("saved_model.pb"));

        assertRefused("File saved_model.pb of model first is missing");
    }

    @Test
    void aFileTooManyIsFound() throws IOException {
        Files.writeString(store.folder(FIRST).resolve("variables/more"), "more");

        assertRefused("File variables/more of model first is not listed");
    }

    @Test
    void brokenDescriptionsAreSaidToBe() throws IOException {
        String whole = Files.readString(store.folder(FIRST).resolve("model.json"));
        for (String broken : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "null",
            "{\"id\":\"first\"}",
            "{\"id\":\"../first\",\"contract\":{\"kind\":\"detector\",\"maximumLevels\":1}}",
            "{\"unknown\":1}",
            whole.replaceFirst("\"dimension\" : 512", "\"dimension\" : 0"),
            whole.replaceFirst("\"cropSize\"", "\"cropSide\""),
            whole.replaceFirst("(?s)\"provenance\".*?}.*?}.*?},", "")
        }) {
            Files.writeString(store.folder(FIRST).resolve("model.json"), broken);

            assertThatThrownBy(store::list)
                    .as("model.json: %s", broken)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("first");
        }
    }

    @Test
    void aRenamedFolderIsFound() throws IOException {
        Files.move(store.folder(FIRST), root.resolve("renamed"));

        assertThatThrownBy(store::list)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has the description of model first");
    }

    @Test
    void theDescriptionIsAsReadableAsOtherFiles() throws IOException {
        Path folder = store.folder(FIRST);

        assertThat(permissions(folder.resolve("model.json"))).isEqualTo(permissions(folder.resolve("saved_model.pb")));
    }

    /** A service may start while a model is calibrated: it sees the old description or the new one. */
    @Test
    void readersSeeWholeDescriptionsWhileOneIsWritten() throws Exception {
        ModelDescriptor descriptor = store.find(ModelContract.Embedder.class, FIRST);
        AtomicBoolean written = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Future<?>[] readers = new Future<?>[2];
            for (int i = 0; i < readers.length; i++) {
                readers[i] = executor.submit(() -> {
                    do {
                        store.verify(store.find(ModelContract.Embedder.class, FIRST));
                    } while (!written.get());
                });
            }
            for (int i = 0; i < 100; i++) {
                store.write(descriptor.withCalibration(new Calibration("run " + i, i, i, java.util.List.of())));
            }
            written.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(store.list().get(0).calibration()).isNotNull();
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(store.folder(FIRST));
        }
    }

    @Test
    void centresBelongToTheModelsFiles() throws IOException {
        ModelDescriptor calibrated = calibrated(1);

        store.verify(calibrated);
        assertThat(store.list().get(0)).isEqualTo(calibrated);
        assertThat(store.centres(calibrated)).isEqualTo(centres(1));

        Files.write(store.folder(FIRST).resolve("centres-1.f32"), centres(2));
        assertThatThrownBy(() -> store.verify(calibrated)).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> store.centres(calibrated))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("centres-1.f32");
    }

    @Test
    void anotherCalibrationReplacesTheCentres() throws IOException {
        calibrated(1);
        ModelDescriptor calibrated = calibrated(2);
        store.verify(calibrated);

        ModelDescriptor without = store.calibrate(calibrated, new Calibration("people", 1, 1, List.of()), new byte[0]);
        store.verify(without);
        assertThat(store.centres(without)).isEmpty();
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(store.folder(FIRST));
        }
    }

    @Test
    void centresOfAnotherDimensionAreRefused() throws IOException {
        byte[] half = Arrays.copyOf(centres(3), 512 * Float.BYTES);
        ModelDescriptor calibrated = store.calibrate(
                store.find(ModelContract.Embedder.class, FIRST), calibration("centres-3.f32", half), half);

        assertThatThrownBy(() -> store.centres(calibrated)).isInstanceOf(ModelException.class);
    }

    private ModelDescriptor calibrated(int fill) throws IOException {
        return store.calibrate(
                store.find(ModelContract.Embedder.class, FIRST),
                calibration("centres-%d.f32".formatted(fill), centres(fill)),
                centres(fill));
    }

    private static Calibration calibration(String file, byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        return new Calibration(
                "people",
                1000,
                100,
                List.of(),
                List.of(),
                Calibration.WORST,
                new Normalisation(file, Sha256.hex(digest), 2, 1, 5, List.of()),
                List.of(),
                null);
    }

    /** Two of 512 values. */
    private static byte[] centres(int fill) {
        byte[] bytes = new byte[2 * 512 * Float.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    @Test
    void aModelIsOpenedAndRun() throws IOException {
        ModelDescriptor descriptor = MeanColourModel.exportTo(store, SECOND);

        try (LoadedModel model = store.open(descriptor, InferenceSettings.DEFAULT);
                TUint8 faces = TUint8.tensorOf(Shape.of(2, MeanColourModel.CROP, MeanColourModel.CROP, 3));
                Result result = model.run(Map.of(ModelContract.Embedder.FACES, faces))) {
            assertThat(model.id()).isEqualTo(SECOND);
            assertThat(result.get(ModelContract.Embedder.EMBEDDINGS)
                            .orElseThrow()
                            .shape())
                    .isEqualTo(Shape.of(2, 3));
        }
    }

    @Test
    void aTamperedModelIsNotOpened() throws IOException {
        ModelDescriptor descriptor = MeanColourModel.exportTo(store, SECOND);
        Path graph = store.folder(SECOND).resolve("saved_model.pb");
        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);

        assertThatThrownBy(() -> store.open(descriptor, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("saved_model.pb");
    }

    @Test
    void whatIsNoSavedModelIsNotOpened() {
        ModelDescriptor descriptor = store.find(ModelContract.Embedder.class, FIRST);

        assertThatThrownBy(() -> store.open(descriptor, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Model first");
    }

    @Test
    void aSavedModelWithoutTheServingSignatureIsNotOpened() throws IOException {
        ModelDescriptor descriptor = MeanColourModel.exportTo(store, SECOND, "another_signature");

        assertThatThrownBy(() -> store.open(descriptor, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Model second")
                .hasMessageContaining("has no signature 'serving_default'");
    }

    private void assertRefused(String message) {
        ModelDescriptor descriptor = store.find(ModelContract.Embedder.class, FIRST);
        assertThatThrownBy(() -> store.verify(descriptor))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    private void write(ModelId id, ModelContract contract) throws IOException {
        Path folder = store.folder(id);
        Files.createDirectories(folder.resolve("variables"));
        Files.writeString(folder.resolve("saved_model.pb"), "graph");
        Files.writeString(folder.resolve("variables/weights"), "weights");
        store.write(describe(id, contract));
    }

    private ModelDescriptor describe(ModelId id, ModelContract contract) throws IOException {
        return new ModelDescriptor(
                id,
                contract,
                ModelFiles.checksums(store.folder(id)),
                new Provenance(Instant.parse("2025-11-23T10:15:30Z"), "a test", Map.of(), Map.of()),
                Licence.UNKNOWN,
                null);
    }

    private static java.util.Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file);
    }
}
