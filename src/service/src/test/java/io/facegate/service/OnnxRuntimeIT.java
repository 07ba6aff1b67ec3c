package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with another engine for embedders. */
@NeedsModels
@Timeout(300)
class OnnxRuntimeIT {
    private static final String GRANT = "facegate.decision.grant-threshold=0.38";
    private static final String STEP_UP = "facegate.decision.step-up-threshold=0.28";
    private static final String ENGINE = "facegate.inference.engine=onnxruntime";
    private static final ModelId COLOURS = new ModelId("colours");

    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    private Path folder;

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @Test
    void anEmbedderThatIsAnOnnxFileEmbeds() throws Exception {
        Path models = folder.resolve("models");
        copyDetector(models);
        writeMeanColour(models);

        try (ServiceProcess service = ServiceProcess.start(folder, models, database, GRANT, STEP_UP, ENGINE)) {
            ServiceClient client = service.client();
            JsonNode embedder = client.get("/v1/models").assertOk().json().get("embedder");
            assertThat(embedder.get("id").asText()).isEqualTo(COLOURS.value());
            assertThat(embedder.get("engine").asText()).matches("onnxruntime \\d+\\.\\d+\\.\\d+");
            assertThat(service.log()).contains("Embedders run in onnxruntime");

            JsonNode embedding = client.post("/embedding", new FormBody().file("file", picture(PERSON)))
                    .assertOk()
                    .json()
                    .get("embedding");
            assertThat(embedding).hasSize(3);
            double squares = 0;
            for (JsonNode value : embedding) {
                squares += value.asDouble() * value.asDouble();
            }
            assertThat(squares).isCloseTo(1, within(1e-4));
            assertThat(embedding.get(0).asDouble())
                    .as("a face is more red than blue")
                    .isGreaterThan(embedding.get(2).asDouble());
        }
    }

    @Test
    void anEmbedderWithoutAnOnnxFileDoesNotStartAndSaysHowToMakeOne() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, TestData.models(), database, GRANT, STEP_UP, ENGINE)) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("has no file model.onnx, so ONNX Runtime can't run it.")
                    .contains("Maybe make one: ./facegate models export onnx")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anEngineThatThereIsNotIsNamedWithThoseThatAre() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(
                folder, TestData.models(), database, GRANT, STEP_UP, "facegate.inference.engine=abacus")) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("There is no engine 'abacus' in this build of Facegate.")
                    .contains("There is: tensorflow, onnxruntime.")
                    .contains("FACEGATE_INFERENCE_ENGINE")
                    .doesNotContain("\tat ");
        }
    }

    private static void copyDetector(Path models) throws IOException {
        ModelStore imported = new ModelStore(TestData.models());
        ModelId detector = imported.find(ModelContract.Detector.class, null).id();
        Path from = imported.folder(detector);
        Files.createDirectories(models);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        models.resolve(detector.value())
                                .resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Made by hand: the mean colour of a crop, and one more of each (black has a direction then), as a unit vector. */
    private static void writeMeanColour(Path models) throws IOException {
        ModelStore store = new ModelStore(models);
        Path home = Files.createDirectories(store.folder(COLOURS));
        try (InputStream file = OnnxRuntimeIT.class.getResourceAsStream("/mean-colour.onnx")) {
            Files.copy(Objects.requireNonNull(file), home.resolve(ModelDescriptor.ONNX_FILE));
        }
        store.write(new ModelDescriptor(
                COLOURS,
                new ModelContract.Embedder(AlignmentTemplate.arcface(112), 3),
                ModelFiles.checksums(home),
                new Provenance(Instant.EPOCH, "a test", Map.of(), Map.of()),
                Licence.UNKNOWN,
                null));
    }
}
