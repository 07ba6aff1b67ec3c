package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.export.FrozenGraph;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.onnx.OnnxModelBuilder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ModelsCommandTest {
    private static final String ADVICE = "Maybe ";

    private final Path folder;
    private final Path models;
    private CommandLineRun said = new CommandLineRun(0, "", "");

    ModelsCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.models = folder.resolve("models");
    }

    @Test
    void anOnnxModelIsImportedListedAndVerified() throws IOException {
        assertThat(run("import", "onnx", onnx(112).toString(), "--name=tiny", "--licence-weights=MIT"))
                .isZero();
        String id = said.out().strip();
        assertThat(id).matches("tiny-[0-9a-f]{8}");

        assertThat(run("list")).isZero();
        assertThat(said.out().lines().toList())
                .containsExactly(
                        "ID             KIND      DIMENSION  CROP     CALIBRATED  LICENCE  DATA LICENCE",
                        id + "  embedder  3          112x112  no          MIT      unknown");

        assertThat(run("verify")).isZero();
        assertThat(said.out()).isEqualTo(id + " is intact" + System.lineSeparator());
        assertThat(run("verify", id)).isZero();
        assertThat(said.err()).isEmpty();
    }

    @Test
    void otherPreProcessingIsAnotherModel() throws IOException {
        String file = onnx(112).toString();

        run("import", "onnx", file);
        String standard = said.out();
        run("import", "onnx", file, "--mean", "0", "--scale", "255", "--colour", "BGR");
        String other = said.out();
        run("import", "onnx", file);

        assertThat(other).startsWith("model-").isNotEqualTo(standard);
        assertThat(said.out()).isEqualTo(standard);
    }

    @Test
    void theTemplateScalesToTheModelIfAsked() throws IOException {
        String file = onnx(64).toString();

        assertThat(run("import", "onnx", file)).isEqualTo(1);
        assertThat(said.err()).contains("64 pixels wide").contains("--template arcface");
        assertThat(run("import", "onnx", file, "--template", "arcface")).isZero();
        run("list");
        assertThat(said.out()).contains(" 64x64 ");
    }

    @Test
    void anEmptyStoreSaysHowToFillIt() {
        assertThat(run("list")).isZero();
        assertThat(said.out()).contains("no model in the folder " + models).contains(ADVICE);

        assertThat(run("verify")).isEqualTo(1);
        assertThat(said.err()).contains("no model in the folder " + models).contains(ADVICE);
    }

    @Test
    void aChangedFileIsFound() throws IOException {
        run("import", "onnx", onnx(112).toString());
        String id = said.out().strip();
        Files.write(models.resolve(id).resolve("saved_model.pb"), new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(run("verify", id)).isEqualTo(1);
        assertFailure("File saved_model.pb of model " + id + " is missing or not what its model.json says");
    }

    @Test
    void verifyingGoesOnAfterAFailure() throws IOException {
        run("import", "onnx", onnx(112).toString(), "--name=a");
        Files.delete(models.resolve(said.out().strip()).resolve("saved_model.pb"));
        run("import", "onnx", onnx(112).toString(), "--name=b");
        String intact = said.out().strip();

        assertThat(run("verify")).isEqualTo(1);
        assertThat(said.out()).isEqualTo(intact + " is intact" + System.lineSeparator());
        assertThat(said.err()).contains("saved_model.pb of model a-");
    }

    @Test
    void aModelThatBreaksItsContractIsFound() throws IOException {
        exportMeans(3);
        assertThat(run("verify")).isEqualTo(1);
        assertFailure("Model means-1 gives an embedding of length");

        exportMeans(5);
        assertThat(run("verify")).isEqualTo(1);
        assertFailure("Model means-1 gives embeddings of the shape [2, 3] for 2 faces where its dimension is 5");
    }

    @Test
    void whatCanNotBeImportedIsOneLineAndAdvice() throws IOException {
        Path missing = folder.resolve("missing.onnx");
        assertThat(run("import", "onnx", missing.toString())).isEqualTo(1);
        assertFailure("There is no file " + missing);

        Path text = Files.writeString(folder.resolve("text.onnx"), "no weights");
        assertThat(run("import", "onnx", text.toString())).isEqualTo(1);
        assertFailure(text + " is not an ONNX model");

        Path unknown = OnnxModelBuilder.input(-1, 3, 112, 112)
                .node("Softmax", List.of("x"), "y")
                .write(folder);
        assertThat(run("import", "onnx", unknown.toString())).isEqualTo(1);
        assertFailure("Node '/Softmax_0' (Softmax) can't be imported: operator Softmax is not supported");

        Files.createDirectories(models.getParent());
        Files.writeString(models, "a file in the place of the folder");
        assertThat(run("import", "onnx", onnx(112).toString())).isEqualTo(1);
        assertFailure(models + " is a file where a folder is needed");
    }

    @Test
    void anUnknownModelCanNotBeVerified() {
        assertThat(run("verify", "nobody-1")).isEqualTo(1);
        assertFailure("There is no model nobody-1 in the folder " + models);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import onnx",
                "import onnx a.onnx b.onnx",
                "import onnx a.onnx --scale 0",
                "import onnx a.onnx --mean much",
                "import onnx a.onnx --colour cmyk",
                "import onnx a.onnx --template dlib",
                "import onnx a.onnx --name /tmp",
                "import keras a.h5",
                "new resnet50 --size 100",
                "new resnet50 --embedding 0",
                "new resnet50 --seed many",
                "new vgg",
                "verify ../model",
                "list --all"
            })
    void wrongUsageIsExplained(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(said.err()).contains("Usage: facegate models").doesNotContain("\tat ");
        assertThat(models).doesNotExist();
    }

    @Test
    void wrongValuesAreNamed() {
        run("import", "onnx", "a.onnx", "--scale", "0");
        assertThat(said.err()).contains("scale (0.0) must be finite and not zero");
        run("new", "resnet50", "--size", "100");
        assertThat(said.err()).contains("size (100) must be 112 or 224");
        run("verify", "../model");
        assertThat(said.err()).contains("Model id (../model) must be");
    }

    private int run(String... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add("--models=" + models);
        said = CommandLineRun.of("models", all.toArray());
        return said.status();
    }

    private void assertFailure(String message) {
        assertThat(said.out()).isEmpty();
        List<String> lines = said.err().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith(message);
        assertThat(lines.get(1)).startsWith(ADVICE);
    }

    private Path onnx(int size) throws IOException {
        return OnnxModelBuilder.input(-1, 3, size, size)
                .node("GlobalAveragePool", List.of("x"), "mean")
                .node("Flatten", List.of("mean"), "y")
                .write(folder);
    }

    /** An embedder that forgets to normalise; its three means may be declared as something else. */
    private void exportMeans(int declaredDimension) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> faces = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 112, 112, 3)));
            Operand<TFloat32> means =
                    tf.math.mean(tf.dtypes.cast(faces, TFloat32.class), tf.constant(new int[] {1, 2}));
            new ModelExporter(models)
                    .export(
                            new FrozenGraph(graph, Map.of("faces", faces), Map.of("embeddings", means)),
                            new ModelId("means-1"),
                            new ModelContract.Embedder(AlignmentTemplate.arcface(112), declaredDimension),
                            new Provenance(Instant.now(), "test", Map.of(), Map.of()),
                            Licence.UNKNOWN);
        }
    }
}
