package io.facegate.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class ModelExporterTest {
    private static final ModelId ID = new ModelId("scaler-1");
    private static final Provenance PROVENANCE =
            new Provenance(Instant.parse("2024-01-01T00:00:00Z"), "test", Map.of(), Map.of());

    private final Path root;

    ModelExporterTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    void anExportedGraphLoadsAndComputes() throws IOException {
        exportScaler(3);

        assertThat(scaled(2)).isEqualTo(6);
    }

    @Test
    void exportingTheSameIdAgainReplacesTheModel() throws IOException {
        exportScaler(3);
        Files.writeString(new ModelStore(root).folder(ID).resolve("leftover"), "of the older export");
        exportScaler(5);

        assertThat(scaled(2)).isEqualTo(10);
    }

    @Test
    void theSameFilesKeepTheirCalibrationAndOthersLoseIt() throws IOException {
        Calibration calibration = new Calibration("test", 1000, 10, List.of());
        exportScaler(2);
        ModelStore store = new ModelStore(root);
        store.write(store.list().get(0).withCalibration(calibration));

        exportScaler(2);
        assertThat(store.list().get(0).calibration()).isEqualTo(calibration);

        exportScaler(3);
        assertThat(store.list().get(0).calibration()).isNull();
    }

    @Test
    void aFailedExportLeavesTheStoreAsItWas() throws IOException {
        exportScaler(3);

        assertThatThrownBy(() -> export(folder -> {
                    Files.writeString(folder.resolve("saved_model.pb"), "half a mod");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(scaled(2)).isEqualTo(6);
    }

    @Test
    void nothingButModelsStaysInTheStore() throws IOException {
        exportScaler(3);
        exportScaler(5);

        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries).containsExactly(new ModelStore(root).folder(ID));
        }
    }

    @Test
    void idsDependOnSourceAndSettings() {
        ModelId id = ModelIds.of("net", Map.of("a", "01", "b", "02"), Map.of("mean", "0"));

        assertThat(ModelIds.of("net", Map.of("b", "02", "a", "01"), Map.of("mean", "0")))
                .isEqualTo(id);
        assertThat(ModelIds.of("net", Map.of("a", "01", "b", "03"), Map.of("mean", "0")))
                .isNotEqualTo(id);
        assertThat(ModelIds.of("net", Map.of("a", "01", "b", "02"), Map.of("mean", "1")))
                .isNotEqualTo(id);
    }

    private void exportScaler(float factor) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> product = tf.math.mul(value, tf.constant(factor));
            export(new FrozenGraph(graph, Map.of("value", value), Map.of("product", product)));
        }
    }

    private void export(SavedModelSource source) throws IOException {
        new ModelExporter(root).export(source, ID, new ModelContract.Detector(1), PROVENANCE, Licence.UNKNOWN);
    }

    private float scaled(float value) {
        ModelStore store = new ModelStore(root);
        ModelDescriptor descriptor = store.find(ModelContract.Detector.class, ID);
        try (LoadedModel model = store.open(descriptor, InferenceSettings.DEFAULT);
                TFloat32 input = TFloat32.scalarOf(value);
                Result result = model.run(Map.of("value", input))) {
            return ((TFloat32) result.get("product").orElseThrow()).getFloat();
        }
    }
}
