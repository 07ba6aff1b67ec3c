package io.facegate.training.tracking;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.HistogramProto;

/**
 * Weights and Biases, by its Python package: there is no Java client that is kept up. A process of ours,
 * {@code wandb_bridge.py}, reads what it is told as lines of JSON. Whether one must log in, and whether anything is sent, is
 * the package's business: {@code wandb login} and WANDB_MODE, WANDB_PROJECT and the like hold.
 */
final class WandbService implements TrackingService {
    /** Its file in the folder of a run: what the package says. */
    static final String LOG = "wandb.txt";

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
    private static final String KEY = "wandb";
    private static final String PROJECT = "facegate";

    private final RunDescription run;
    private final Path folder;
    private final String python;
    private final Map<String, String> environment;
    private volatile @Nullable Process process;
    private @Nullable BufferedWriter messages;
    private @Nullable BufferedReader answers;

    /**
     * @param folder of the run
     * @param python the interpreter: a path, or a name to look for
     * @param environment of the process
     */
    WandbService(RunDescription run, Path folder, String python, Map<String, String> environment) {
        this.run = run;
        this.folder = folder;
        this.python = python;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "Weights and Biases";
    }

    @Override
    public String start() throws IOException {
        startProcess();
        ObjectNode message = message("start");
        message.put("id", id());
        message.put("name", run.name());
        if (!isSet("WANDB_PROJECT")) {
            message.put("project", PROJECT);
        }
        if (!isSet("WANDB_DIR")) {
            message.put("dir", folder.toAbsolutePath().toString());
        }
        message.set("config", JSON.valueToTree(run.settings()));
        write(message);
        JsonNode started = answer();
        return "Weights and Biases: %s%s"
                .formatted(
                        started.path("place").asText(),
                        started.path("pictures").asBoolean()
                                ? ""
                                : " (without pictures, for which the Python package pillow is missing)");
    }

    private void startProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python, "-u", "-c", program())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
        builder.environment().keySet().retainAll(environment.keySet());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "there is no program %s.%nMaybe install Python and its package wandb, or set FACEGATE_PYTHON to a Python that has it."
                            .formatted(python),
                    e);
        }
        messages = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    private static String program() throws IOException {
        try (InputStream program = WandbService.class.getResourceAsStream("wandb_bridge.py")) {
            if (program == null) {
                throw new IllegalStateException("wandb_bridge.py is part of this program");
            }
            return new String(program.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean isSet(String variable) {
        return environment.containsKey(variable);
    }

    /** The one that the run was begun under, or a new one. */
    private String id() throws IOException {
        TrackingIds ids = new TrackingIds(folder);
        String id = ids.find(KEY)
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", "").substring(0, 12));
        ids.keep(KEY, id);
        return id;
    }

    @Override
    public void send(List<Told> told) throws IOException {
        for (Told each : told) {
            if (each instanceof Told.Scalar scalar) {
                ObjectNode message = message("log").put("step", scalar.step());
                message.putObject("values").put(scalar.name(), scalar.value());
                write(message);
            } else if (each instanceof Told.Histogram histogram) {
                HistogramProto bins = HistogramBins.of(histogram.values());
                ObjectNode message =
                        message("histogram").put("step", histogram.step()).put("name", histogram.name());
                message.set("counts", JSON.valueToTree(bins.getBucketList()));
                ArrayNode edges = message.putArray("edges").add(bins.getMin());
                bins.getBucketLimitList().forEach(edges::add);
                write(message);
            } else if (each instanceof Told.Picture picture) {
                write(message("picture")
                        .put("step", picture.step())
                        .put("name", picture.name())
                        .put("png", picture.png()));
            } else if (each instanceof Told.Result result) {
                write(message("result").put("name", result.name()).put("value", result.value()));
            }
        }
    }

    @Override
    public String finish(RunEnd end) throws IOException, InterruptedException {
        // as the package has it: 0 is finished, 255 killed, any other failed
        write(message("finish")
                .put(
                        "exit_code",
                        switch (end) {
                            case FINISHED -> 0;
                            case STOPPED -> 255;
                            case FAILED -> 1;
                        }));
        JsonNode finished = answer();
        required(process).waitFor();
        return finished.path("remains").asText();
    }

    @Override
    public void abandon() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroyForcibly();
        }
    }

    private static ObjectNode message(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    private void write(ObjectNode message) throws IOException {
        try {
            BufferedWriter out = required(messages);
            out.write(JSON.writeValueAsString(message));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new IOException("its process has ended, see %s".formatted(folder.resolve(LOG)), e);
        }
    }

    private JsonNode answer() throws IOException {
        String line = required(answers).readLine();
        if (line == null) {
            throw new IOException("its process has ended, see %s".formatted(folder.resolve(LOG)));
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("failed")) {
            throw new IOException(answer.get("failed").asText());
        }
        return answer;
    }

    private static <T> T required(@Nullable T started) {
        if (started == null) {
            throw new IllegalStateException("start() comes first");
        }
        return started;
    }
}
