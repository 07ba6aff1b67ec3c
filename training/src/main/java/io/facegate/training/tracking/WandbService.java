package io.facegate.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.HistogramProto;

/**
 * Weights and Biases, by its Python package in a process of ours: there is no Java client that is kept up. Whether one must
 * log in, and whether anything is sent, is the package's business: {@code wandb login} and WANDB_MODE, WANDB_PROJECT and the
 * like hold.
 */
final class WandbService implements TrackingService {
    private static final String KEY = "wandb";
    private static final String PROJECT = "facegate";

    private final RunDescription run;
    private final Path folder;
    private final String python;
    private final Map<String, String> environment;
    private volatile @Nullable WandbBridge started;

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
        started = WandbBridge.start(python, environment, folder);
        ObjectNode message = WandbBridge.message("start");
        message.put("id", id());
        message.put("name", run.name());
        if (!isSet("WANDB_PROJECT")) {
            message.put("project", PROJECT);
        }
        if (!isSet("WANDB_DIR")) {
            message.put("dir", folder.toAbsolutePath().toString());
        }
        ObjectNode config = message.putObject("config");
        run.settings().forEach(config::putPOJO);
        JsonNode answer = bridge().ask(message);
        return "Weights and Biases: %s%s"
                .formatted(
                        answer.path("place").asText(),
                        answer.path("pictures").asBoolean()
                                ? ""
                                : " (without pictures, for which the Python package pillow is missing)");
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
                ObjectNode message = WandbBridge.message("log").put("step", scalar.step());
                message.putObject("values").put(scalar.name(), scalar.value());
                bridge().tell(message);
            } else if (each instanceof Told.Histogram histogram) {
                bridge().tell(message(histogram));
            } else if (each instanceof Told.Picture picture) {
                bridge().tell(WandbBridge.message("picture")
                        .put("step", picture.step())
                        .put("name", picture.name())
                        .put("png", picture.png()));
            } else if (each instanceof Told.Result result) {
                bridge().tell(WandbBridge.message("result")
                        .put("name", result.name())
                        .put("value", result.value()));
            }
        }
    }

    private static ObjectNode message(Told.Histogram histogram) {
        HistogramProto bins = HistogramBins.of(histogram.values());
        ObjectNode message =
                WandbBridge.message("histogram").put("step", histogram.step()).put("name", histogram.name());
        ArrayNode counts = message.putArray("counts");
        bins.getBucketList().forEach(counts::add);
        ArrayNode edges = message.putArray("edges").add(bins.getMin());
        bins.getBucketLimitList().forEach(edges::add);
        return message;
    }

    @Override
    public String finish(RunEnd end) throws IOException, InterruptedException {
        // as the package has it: 0 is finished, 255 killed, any other failed
        JsonNode finished = bridge().ask(WandbBridge.message("finish")
                .put(
                        "exit_code",
                        switch (end) {
                            case FINISHED -> 0;
                            case STOPPED -> 255;
                            case FAILED -> 1;
                        }));
        bridge().awaitEnd();
        return finished.path("remains").asText();
    }

    @Override
    public void abandon() {
        WandbBridge bridge = started;
        if (bridge != null) {
            bridge.kill();
        }
    }

    private WandbBridge bridge() {
        WandbBridge bridge = started;
        if (bridge == null) {
            throw new IllegalStateException("start() comes first");
        }
        return bridge;
    }
}
