package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Without a network: by a stand-in of the package, and by the real one, offline, where this machine's Python has it. A
 * machine without Python sees that this is said.
 */
class WandbServiceTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    private static final String PYTHON = System.getenv().getOrDefault("FACEGATE_PYTHON", "python3");
    private static final RunDescription RUN =
            new RunDescription("first", new TreeMap<>(Map.of("stages/0/rates/head", 1e-4, "network", "resnet50")));

    @TempDir
    private Path folder;

    private final Notices notices = new Notices();

    private ExperimentTracker tracker(String python, Map<String, String> environment, Duration patience) {
        return new BackgroundTracker(
                new WandbService(RUN, folder, python, environment),
                BackgroundTracker.CAPACITY,
                patience,
                InstantSource.system(),
                notices);
    }

    private ExperimentTracker standIn(String misbehaviour) {
        return tracker(
                PYTHON,
                environment(Map.of(
                        "PYTHONPATH",
                        RESOURCES.resolve("wandb-stand-in").toString(),
                        "STAND_IN",
                        misbehaviour,
                        "WANDB_MODE",
                        "offline")),
                Duration.ofMinutes(1));
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("WANDB_") || name.startsWith("PYTHON"));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.putAll(more);
        return environment;
    }

    private static void tell(ExperimentTracker tracker, long from, RunEnd end) throws IOException {
        try (tracker) {
            tracker.begin(from);
            for (long step = from; step < from + 3; step++) {
                tracker.scalar(step, "training/loss", 1.0 / step);
                tracker.scalar(step, "rate/head", 1e-3);
            }
            tracker.histogram(from + 2, "embeddings/norm", new float[] {1, 2, 2, 4});
            tracker.picture(from + 2, "validation/roc", png());
            tracker.embeddings(from + 2, "validation", new float[][] {{1, 0}}, List.of("ada"), number -> {
                throw new AssertionError("no thumbnail is wanted");
            });
            tracker.result("best/auc", 0.875);
            tracker.end(end);
        }
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void aRunHasItsSettingsEveryFigureAtItsStepAndItsEnd() throws IOException {
        tell(standIn(""), 1, RunEnd.FINISHED);

        if (!canRun("pass")) {
            assertSaidOnce("there is no program " + PYTHON);
            return;
        }
        assertWhole(standInRuns(), true);
        assertThat(notices.said())
                .hasSize(2)
                .anySatisfy(notice -> assertThat(notice).contains("kept in").doesNotContain("without pictures"))
                .anySatisfy(notice -> assertThat(notice).contains("wandb sync "));
    }

    @Test
    void theRealPackageKeepsTheSame() throws IOException {
        tell(
                tracker(
                        PYTHON,
                        environment(Map.of("WANDB_MODE", "offline", "WANDB_ERROR_REPORTING", "false")),
                        Duration.ofMinutes(1)),
                1,
                RunEnd.FINISHED);

        if (canRun("import wandb")) {
            assertWhole(offlineRuns(), canRun("import PIL"));
        } else {
            assertSaidOnce("Maybe install");
        }
    }

    private static void assertWhole(List<JsonNode> runs, boolean pictures) {
        assertThat(runs).hasSize(1);
        JsonNode run = runs.get(0);
        assertThat(run.at("/config").get("stages/0/rates/head").doubleValue()).isEqualTo(1e-4);
        assertThat(run.at("/config/network").textValue()).isEqualTo("resnet50");
        JsonNode history = run.get("history");
        assertThat(history).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(history.get(i).get("step").intValue()).isEqualTo(i + 1);
            JsonNode values = history.get(i).get("values");
            assertThat(values.get("training/loss").doubleValue()).isEqualTo(1.0 / (i + 1));
            assertThat(values.get("rate/head").doubleValue()).isEqualTo(1e-3);
        }
        JsonNode last = history.get(2).get("values");
        assertThat(last.get("embeddings/norm").textValue()).isEqualTo("histogram");
        assertThat(last.path("validation/roc").asText()).isEqualTo(pictures ? "image-file" : "");
        assertThat(run.at("/summary").get("best/auc").doubleValue()).isEqualTo(0.875);
        assertThat(run.get("exit").intValue()).isZero();
    }

    @Test
    void aRunThatIsResumedGoesOnUnderItsId() throws IOException {
        tell(standIn(""), 1, RunEnd.STOPPED);
        tell(standIn(""), 4, RunEnd.FINISHED);

        if (!canRun("pass")) {
            assertThat(notices.said()).hasSize(2).allMatch(notice -> notice.contains("there is no program"));
            return;
        }
        List<JsonNode> runs = standInRuns();
        assertThat(runs).hasSize(2);
        assertThat(runs.get(1).get("id")).isEqualTo(runs.get(0).get("id"));
        assertThat(runs).extracting(run -> run.get("exit").intValue()).containsExactly(255, 0);
        assertThat(runs.get(1).at("/history/0/step").intValue()).isEqualTo(4);
    }

    @Test
    void whatTheFigureOfABrokenLossIsArrivesToo() throws IOException {
        ExperimentTracker tracker = standIn("");
        try (tracker) {
            tracker.scalar(1, "training/loss", Double.NaN);
            tracker.end(RunEnd.FAILED);
        }

        if (canRun("pass")) {
            JsonNode run = standInRuns().get(0);
            assertThat(run.at("/history/0/values").get("training/loss").doubleValue())
                    .isNaN();
            assertThat(run.get("exit").intValue()).isEqualTo(1);
        } else {
            assertSaidOnce("there is no program");
        }
    }

    @Test
    void withoutPythonItIsSaidOnceAndTheRunGoesOn() throws IOException {
        tell(tracker("no-such-python", environment(Map.of()), Duration.ofMinutes(1)), 1, RunEnd.FINISHED);

        assertSaidOnce("there is no program no-such-python", "FACEGATE_PYTHON");
    }

    @Test
    void withoutThePackageItSaysWhatToType() throws IOException {
        tell(standIn("missing"), 1, RunEnd.FINISHED);

        assertSaidOnce(canRun("pass") ? "-m pip install wandb" : "there is no program");
    }

    @Test
    void whoIsNotLoggedInIsToldSoByThePackage() throws IOException {
        tell(standIn("login"), 1, RunEnd.FINISHED);

        assertSaidOnce(canRun("pass") ? "Use `wandb login` to log in." : "there is no program");
    }

    @Test
    void aProcessThatDiesIsSaidOnceAndLeavesItsWordsInTheLog() throws IOException {
        tell(standIn("dies"), 1, RunEnd.FINISHED);

        if (canRun("pass")) {
            assertThat(notices.said()).last().asString().contains("its process has ended", WandbBridge.LOG);
            assertThat(notices.said()).hasSize(2);
            assertThat(folder.resolve(WandbBridge.LOG)).content().contains("the stand-in dies");
        } else {
            assertSaidOnce("there is no program");
        }
    }

    @Test
    void theEndOfARunWaitsOnlySoLong() throws IOException {
        ExperimentTracker tracker = tracker(
                PYTHON,
                environment(
                        Map.of("PYTHONPATH", RESOURCES.resolve("wandb-stand-in").toString(), "STAND_IN", "hangs")),
                Duration.ofSeconds(1));

        tell(tracker, 1, RunEnd.FINISHED);

        assertThat(notices.said())
                .last()
                .asString()
                .contains(canRun("pass") ? "did not take everything within 1 s" : "there is no program");
    }

    private void assertSaidOnce(String... words) {
        assertThat(notices.said()).hasSize(1);
        assertThat(notices.said().get(0))
                .contains(words)
                .contains("Weights and Biases is not told of this run any more");
    }

    private static boolean canRun(String program) {
        try {
            Process python = new ProcessBuilder(PYTHON, "-c", program)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return python.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> standInRuns() throws IOException {
        List<JsonNode> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("wandb"))) {
            for (Path file : files.sorted().toList()) {
                runs.add(JSON.readTree(file.toFile()));
            }
        }
        return runs;
    }

    private List<JsonNode> offlineRuns() throws IOException {
        Process reader = new ProcessBuilder(
                        PYTHON, RESOURCES.resolve("read_offline_wandb.py").toString(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<JsonNode> runs = new ArrayList<>();
        String text = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            runs.add(JSON.readTree(line));
        }
        return runs;
    }
}
