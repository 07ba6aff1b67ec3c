package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import io.facegate.vision.model.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which numbers, and on what, the packaged service computes. */
@NeedsModels
@Timeout(300)
class PrecisionIT {
    private static final String FOUND_OUT = "facegate.inference.precision=";
    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    private Path folder;

    private Path kept = Path.of("");

    @BeforeEach
    void name() {
        kept = folder.resolve("precision.properties");
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    private ServiceProcess start(String... settings) throws IOException {
        return ServiceProcess.start(folder, TestData.models(), database, settings);
    }

    private static JsonNode embedder(ServiceClient client) throws Exception {
        JsonNode models = client.get("/v1/models").assertOk().json();
        assertThat(models.get("device").asText()).isEqualTo("cpu");
        return models.get("embedder");
    }

    @Test
    void whatIsQuickestIsFoundOutAtTheFirstStartAndKept() throws Exception {
        String first;
        try (ServiceProcess service = start(FOUND_OUT, "facegate.inference.precision-file=" + kept)) {
            first = embedder(service.client()).get("precision").asText();
            service.client()
                    .post("/embedding", new FormBody().file("file", picture(PERSON)))
                    .assertOk();
        }
        if (!Processor.multipliesBfloat16()) {
            assertThat(first).isEqualTo("float32");
            assertThat(kept).doesNotExist();
            return;
        }
        String line = Files.readString(kept);
        Matcher trial = Pattern.compile("=(\\S+) (\\S+)\\s*$").matcher(line);
        assertThat(trial.find()).as(line).isTrue();
        boolean quicker = Double.parseDouble(trial.group(1)) >= 1.1;
        assertThat(Double.parseDouble(trial.group(2))).isGreaterThan(0.999);
        assertThat(first).isEqualTo(quicker ? "bfloat16" : "float32");

        // kept: what the file says is what is done
        Files.writeString(kept, trial.replaceFirst(quicker ? "=0.7 1" : "=1.7 1"));
        try (ServiceProcess service = start(FOUND_OUT, "facegate.inference.precision-file=" + kept)) {
            assertThat(embedder(service.client()).get("precision").asText())
                    .isEqualTo(quicker ? "float32" : "bfloat16");
            assertThat(service.log()).contains("is " + (quicker ? "0.70" : "1.70") + " times as fast as float32 here");
        }
    }

    @Test
    void whoWantsOneHasIt() throws Exception {
        try (ServiceProcess service = start("facegate.inference.precision=float32", "facegate.inference.device=cpu")) {
            assertThat(embedder(service.client()).get("precision").asText()).isEqualTo("float32");
        }
    }

    @Test
    void aGpuThatThereIsNotIsNoProcessorInstead() throws Exception {
        try (ServiceProcess service = start("facegate.inference.device=gpu")) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("Facegate can't start: TensorFlow finds no GPU.")
                    .contains("FACEGATE_INFERENCE_DEVICE is gpu.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void whatTheProcessorDoesntComputeInIsSaid() throws Exception {
        try (ServiceProcess service = start("facegate.inference.precision=float16")) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("tensorflow doesn't compute in float16 on a CPU.")
                    .contains("FACEGATE_INFERENCE_PRECISION")
                    .doesNotContain("\tat ");
        }
    }
}
