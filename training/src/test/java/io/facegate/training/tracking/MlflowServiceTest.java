package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.training.tracking.MlflowStandIn.Answer;
import io.facegate.training.tracking.MlflowStandIn.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowServiceTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_123L));
    private static final byte[] PNG = {1, 2, 3};

    @TempDir
    private Path folder;

    private final Notices notices = new Notices();
    private final Map<String, String> environment = new HashMap<>();
    private MlflowStandIn server;

    MlflowServiceTest() throws IOException {
        server = new MlflowStandIn();
    }

    @BeforeEach
    void nameTheServer() {
        environment.put("MLFLOW_TRACKING_URI", server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ExperimentTracker tracker(int capacity, Duration patience, Map<String, Object> settings) {
        RunDescription run = new RunDescription("first", new TreeMap<>(settings));
        return new BackgroundTracker(
                new MlflowService(run, folder, environment, CLOCK, Duration.ZERO), capacity, patience, CLOCK, notices);
    }

    private void tell(RunEnd end) throws IOException {
        try (ExperimentTracker tracker =
                tracker(1000, Duration.ofMinutes(1), Map.of("seed", 1, "margin/kind", "linear"))) {
            tracker.begin(1);
            tracker.scalar(1, "training/loss", 0.5);
            tracker.scalar(2, "training/loss", Double.NaN);
            tracker.histogram(2, "embeddings/norm", new float[] {1});
            tracker.picture(2, "validation/roc", PNG);
            tracker.result("best/auc", 0.75);
            tracker.end(end);
        }
    }

    @Test
    void aRunHasItsSettingsEveryFigureAtItsStepAndItsEnd() throws IOException {
        tell(RunEnd.FINISHED);

        JsonNode created = server.requests("mlflow/runs/create").get(0).json();
        assertThat(created.get("experiment_id").textValue()).isEqualTo("7");
        assertThat(created.get("run_name").textValue()).isEqualTo("first");
        assertThat(created.get("start_time").longValue()).isEqualTo(CLOCK.millis());
        assertThat(server.requests("mlflow/runs/log-batch")
                        .get(0)
                        .json()
                        .get("params")
                        .toString())
                .isEqualTo("[{\"key\":\"margin/kind\",\"value\":\"linear\"},{\"key\":\"seed\",\"value\":\"1\"}]");
        assertThat(server.metrics())
                .extracting(JsonNode::toString)
                .containsExactly(
                        metric("training/loss", "0.5", 1),
                        metric("training/loss", "\"NaN\"", 2),
                        metric("best/auc", "0.75", 2));
        List<Request> pictures =
                server.requests("mlflow-artifacts/artifacts/7/run1/artifacts/validation/roc-00000002.png");
        assertThat(pictures).hasSize(1);
        assertThat(pictures.get(0).body()).isEqualTo(PNG);
        JsonNode ended = server.requests("mlflow/runs/update").get(0).json();
        assertThat(ended.get("status").textValue()).isEqualTo("FINISHED");
        assertThat(ended.get("end_time").longValue()).isEqualTo(CLOCK.millis());
        assertThat(notices.said()).containsExactly("MLflow: run run1 of experiment 7");
    }

    private static String metric(String key, String value, long step) {
        return "{\"key\":\"%s\",\"value\":%s,\"timestamp\":%d,\"step\":%d}".formatted(key, value, CLOCK.millis(), step);
    }

    @Test
    void anExperimentThatIsThereIsTaken() throws IOException {
        server.experimentExists = true;
        environment.put("MLFLOW_EXPERIMENT_NAME", "faces & more");

        tell(RunEnd.FAILED);

        assertThat(server.requests("mlflow/experiments/get-by-name"))
                .extracting(Request::query)
                .containsExactly("experiment_name=faces & more");
        assertThat(server.requests("mlflow/experiments/create")).isEmpty();
        assertThat(server.requests("mlflow/runs/update")
                        .get(0)
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("FAILED");
    }

    @Test
    void aRunThatIsResumedGoesOnUnderItsId() throws IOException {
        tell(RunEnd.STOPPED);
        tell(RunEnd.FINISHED);

        assertThat(server.requests("mlflow/runs/create")).hasSize(1);
        assertThat(server.requests("mlflow/runs/update"))
                .extracting(request -> request.json().get("status").textValue())
                .containsExactly("KILLED", "RUNNING", "FINISHED");
        // params can't be changed, so they are not told again
        assertThat(server.requests("mlflow/runs/log-batch"))
                .filteredOn(request -> request.json().has("params"))
                .hasSize(1);
        assertThat(server.metrics()).hasSize(6);
    }

    @Test
    void aRunThatTheServerForgotIsSaid() throws IOException {
        new TrackingIds(folder).keep("mlflow", "run0");

        tell(RunEnd.FINISHED);

        assertSaidOnce("has no run run0", "tracking.json");
    }

    @Test
    void batchesAreAsSmallAsTheServerWantsThem() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < 250; i++) {
            settings.put("setting/" + i, "x".repeat(600));
        }
        try (ExperimentTracker tracker = tracker(10_000, Duration.ofMinutes(1), settings)) {
            for (int step = 1; step <= 2500; step++) {
                tracker.scalar(step, "training/loss", step);
            }
            tracker.end(RunEnd.FINISHED);
        }

        assertThat(server.metrics()).hasSize(2500);
        assertThat(server.metrics().get(2499).get("step").intValue()).isEqualTo(2500);
        assertThat(notices.said()).hasSize(1);
    }

    @Test
    void whatFailsForAMomentIsTriedAgain() throws IOException {
        AtomicInteger failures = new AtomicInteger();
        server.first =
                request -> failures.getAndIncrement() % 3 < 2 ? Optional.of(new Answer(503, "")) : Optional.empty();

        tell(RunEnd.FINISHED);

        assertThat(server.requests("mlflow/runs/update")
                        .get(2)
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("FINISHED");
        assertThat(notices.said()).hasSize(1);
    }

    @Test
    void aRefusalIsSaidOnceInTheServersWords() throws IOException {
        server.first = request -> request.path().endsWith("log-batch")
                ? Optional.of(MlflowStandIn.refusal(403, "PERMISSION_DENIED", "Not for you"))
                : Optional.empty();

        tell(RunEnd.FINISHED);

        assertSaidOnce("answered 403", "Not for you");
    }

    @Test
    void aServerThatIsNotThereIsSaidOnce() throws IOException {
        server.close();

        tell(RunEnd.FINISHED);

        assertSaidOnce("does not answer");
    }

    @Test
    void aFolderIsNoServer() throws IOException {
        environment.put("MLFLOW_TRACKING_URI", "file:///tmp/mlruns");

        tell(RunEnd.FINISHED);

        assertSaidOnce("MLFLOW_TRACKING_URI (file:///tmp/mlruns) names no server", "mlflow server");
    }

    @Test
    void whoAsksIsAsMlflowsOwnVariablesSay() throws IOException {
        environment.put("MLFLOW_TRACKING_TOKEN", "secret");
        tell(RunEnd.FINISHED);
        environment.put("MLFLOW_TRACKING_USERNAME", "ada");
        environment.put("MLFLOW_TRACKING_PASSWORD", "love:lace");
        tell(RunEnd.FINISHED);

        assertThat(server.requests("mlflow/runs/update"))
                .extracting(Request::authorization)
                .containsExactly("Bearer secret", "Basic YWRhOmxvdmU6bGFjZQ==", "Basic YWRhOmxvdmU6bGFjZQ==");
    }

    @Test
    void aServerThatTakesNoPicturesGetsNone() throws IOException {
        server.artifactUri = "s3://bucket/7/run1/artifacts";

        tell(RunEnd.FINISHED);

        assertThat(notices.said()).hasSize(1);
        assertThat(notices.said().get(0)).contains("without pictures");
        assertThat(server.metrics()).hasSize(3);
    }

    @Test
    void aServerThatHangsHoldsUpNeitherTheTrainingNorItsEnd() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        server.first = request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        try (ExperimentTracker tracker = tracker(5, Duration.ofMillis(200), Map.of())) {
            for (int step = 1; step <= 100; step++) {
                tracker.scalar(step, "training/loss", step);
            }
        }
        never.countDown();

        assertThat(notices.said())
                .hasSize(2)
                .anySatisfy(notice -> assertThat(notice).contains("did not take everything"))
                .anySatisfy(notice -> assertThat(notice).contains("95 figures of the run were left out"));
    }

    @Test
    void theIdIsKeptBesideTheRun() throws IOException {
        tell(RunEnd.FINISHED);

        assertThat(Files.readString(folder.resolve("tracking.json"))).contains("\"mlflow\" : \"run1\"");
    }

    private void assertSaidOnce(String... words) {
        assertThat(notices.said()).hasSize(1);
        assertThat(notices.said().get(0)).contains(words).startsWith("MLflow is not told of this run any more");
    }
}
