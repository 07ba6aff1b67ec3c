package io.facegate.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * MLflow, by its REST API. Figures and results are metrics, settings are params, pictures are artifacts if the server takes
 * them (which it does unless it is started otherwise); there is nothing for distributions.
 */
final class MlflowService implements TrackingService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "mlflow";
    private static final String EXPERIMENT = "facegate";
    private static final String PROXY = "mlflow-artifacts";
    /** In one request, as MLflow allows. */
    private static final int MOST_METRICS = 1000;

    private static final int MOST_PARAMS = 100;
    private static final int LONGEST_PARAM = 500;

    private final RunDescription run;
    private final Path folder;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Duration pause;
    private @Nullable MlflowServer server;
    private String id = "";
    private @Nullable String artifacts;
    private long lastStep;

    /**
     * @param folder of the run
     * @param environment MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_NAME and who asks
     * @param pause before something that failed is tried again
     */
    MlflowService(
            RunDescription run, Path folder, Map<String, String> environment, InstantSource clock, Duration pause) {
        this.run = run;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public String name() {
        return "MLflow";
    }

    @Override
    public String start() throws IOException, InterruptedException {
        server = new MlflowServer(environment, pause);
        TrackingIds ids = new TrackingIds(folder);
        Optional<String> known = ids.find(KEY);
        JsonNode info = known.isPresent() ? goOn(known.get()) : create();
        id = info.path("run_id").asText();
        ids.keep(KEY, id);
        artifacts = proxied(info.path("artifact_uri").asText());
        return "MLflow: run %s of experiment %s%s"
                .formatted(
                        id,
                        info.path("experiment_id").asText(),
                        artifacts == null ? " (without pictures, which the server does not take)" : "");
    }

    private JsonNode create() throws IOException, InterruptedException {
        ObjectNode wanted = JSON.createObjectNode()
                .put("experiment_id", experiment())
                .put("run_name", run.name())
                .put("start_time", clock.millis());
        JsonNode info = server().post("runs/create", wanted).path("run").path("info");
        Iterator<Map.Entry<String, Object>> settings = run.settings().entrySet().iterator();
        while (settings.hasNext()) {
            ObjectNode batch =
                    JSON.createObjectNode().put("run_id", info.path("run_id").asText());
            ArrayNode params = batch.putArray("params");
            while (settings.hasNext() && params.size() < MOST_PARAMS) {
                Map.Entry<String, Object> setting = settings.next();
                String value = setting.getValue().toString();
                params.addObject()
                        .put("key", setting.getKey())
                        .put("value", value.substring(0, Math.min(LONGEST_PARAM, value.length())));
            }
            server().post("runs/log-batch", batch);
        }
        return info;
    }

    private JsonNode goOn(String known) throws IOException, InterruptedException {
        JsonNode info = server().get("runs/get", "run_id", known)
                .orElseThrow(() -> new IOException(
                        "the server has no run %s, which tracking.json names.%nMaybe remove its line there to begin another."
                                .formatted(known)))
                .path("run")
                .path("info");
        server().post(
                        "runs/update",
                        JSON.createObjectNode().put("run_id", known).put("status", "RUNNING"));
        return info;
    }

    private String experiment() throws IOException, InterruptedException {
        String given = environment.get("MLFLOW_EXPERIMENT_ID");
        if (given != null) {
            return given;
        }
        String name = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", EXPERIMENT);
        Optional<JsonNode> there = server().get("experiments/get-by-name", "experiment_name", name);
        return there.isPresent()
                ? there.get().path("experiment").path("experiment_id").asText()
                : server().post("experiments/create", JSON.createObjectNode().put("name", name))
                        .path("experiment_id")
                        .asText();
    }

    /** Where the server takes artifacts; null if clients are to bring them elsewhere. */
    private static @Nullable String proxied(String uri) {
        return uri.startsWith(PROXY + ":") ? URI.create(uri).getPath().replaceAll("^/+|/+$", "") : null;
    }

    @Override
    public void send(List<Told> told) throws IOException, InterruptedException {
        ArrayNode metrics = JSON.createArrayNode();
        for (Told each : told) {
            if (each instanceof Told.Scalar scalar) {
                lastStep = scalar.step();
                metrics.add(metric(scalar.name(), scalar.value(), scalar.time().toEpochMilli(), scalar.step()));
            } else if (each instanceof Told.Result result) {
                metrics.add(metric(result.name(), result.value(), clock.millis(), lastStep));
            } else if (each instanceof Told.Picture picture && artifacts != null) {
                server().putArtifact(
                                "%s/%s-%08d.png".formatted(artifacts, picture.name(), picture.step()), picture.png());
            }
            if (metrics.size() == MOST_METRICS) {
                post(metrics);
            }
        }
        if (!metrics.isEmpty()) {
            post(metrics);
        }
    }

    private void post(ArrayNode metrics) throws IOException, InterruptedException {
        ObjectNode batch = JSON.createObjectNode().put("run_id", id);
        batch.set("metrics", metrics.deepCopy());
        server().post("runs/log-batch", batch);
        metrics.removeAll();
    }

    private static ObjectNode metric(String name, double value, long time, long step) {
        ObjectNode metric = JSON.createObjectNode().put("key", name);
        if (Double.isFinite(value)) {
            metric.put("value", value);
        } else {
            metric.put("value", Double.toString(value)); // as JSON of protocol buffers has it
        }
        return metric.put("timestamp", time).put("step", step);
    }

    @Override
    public String finish(RunEnd end) throws IOException, InterruptedException {
        server().post(
                        "runs/update",
                        JSON.createObjectNode()
                                .put("run_id", id)
                                .put(
                                        "status",
                                        switch (end) {
                                            case FINISHED -> "FINISHED";
                                            case STOPPED -> "KILLED";
                                            case FAILED -> "FAILED";
                                        })
                                .put("end_time", clock.millis()));
        return "";
    }

    /** Requests end by themselves, and none is waited for. */
    @Override
    public void abandon() {}

    private MlflowServer server() {
        if (server == null) {
            throw new IllegalStateException("start() comes first");
        }
        return server;
    }
}
