package io.facegate.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers as MLflow's tracking server documents it for REST API 2.0, refuses what it refuses (batches that are too large,
 * params that change, unknown states), and keeps every request.
 */
final class MlflowStandIn implements AutoCloseable {
    record Request(
            String method,
            String path,
            String query,
            @Nullable String authorization,
            byte[] body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    record Answer(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/2.0/";

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    /** Answers before anything else does; empty leaves the request to the rest. */
    volatile Function<Request, Optional<Answer>> first = request -> Optional.empty();

    volatile String artifactUri = "mlflow-artifacts:/7/run1/artifacts";
    volatile boolean experimentExists;

    MlflowStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://localhost:%d/".formatted(server.getAddress().getPort());
    }

    List<Request> requests(String path) {
        return requests.stream()
                .filter(request -> request.path().equals(API + path))
                .toList();
    }

    List<JsonNode> metrics() {
        List<JsonNode> metrics = new ArrayList<>();
        requests("mlflow/runs/log-batch")
                .forEach(request -> request.json().path("metrics").forEach(metrics::add));
        return metrics;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestBody().readAllBytes());
        requests.add(request);
        Answer answer = first.apply(request).orElseGet(() -> documented(request));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer documented(Request request) {
        String info =
                "{\"run\": {\"info\": {\"run_id\": \"run1\", \"experiment_id\": \"7\", \"artifact_uri\": \"%s\"}}}"
                        .formatted(artifactUri);
        return switch (request.method() + " " + request.path()) {
            case "GET /api/2.0/mlflow/experiments/get-by-name" ->
                experimentExists
                        ? new Answer(200, "{\"experiment\": {\"experiment_id\": \"7\"}}")
                        : refusal(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment");
            case "POST /api/2.0/mlflow/experiments/create" -> new Answer(200, "{\"experiment_id\": \"7\"}");
            case "POST /api/2.0/mlflow/runs/create" ->
                request.json().path("experiment_id").isTextual()
                        ? new Answer(200, info)
                        : refusal(400, "INVALID_PARAMETER_VALUE", "Missing value for experiment_id");
            case "GET /api/2.0/mlflow/runs/get" ->
                request.query().equals("run_id=run1")
                        ? new Answer(200, info)
                        : refusal(404, "RESOURCE_DOES_NOT_EXIST", "Run not found");
            case "POST /api/2.0/mlflow/runs/update" ->
                List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
                                .contains(request.json().path("status").asText())
                        ? new Answer(200, "{\"run_info\": {}}")
                        : refusal(400, "INVALID_PARAMETER_VALUE", "Invalid status");
            case "POST /api/2.0/mlflow/runs/log-batch" -> batch(request.json());
            default ->
                request.method().equals("PUT") && request.path().startsWith(API + "mlflow-artifacts/artifacts/")
                        ? new Answer(200, "{}")
                        : refusal(404, "ENDPOINT_NOT_FOUND", "No such endpoint");
        };
    }

    private static Answer batch(JsonNode batch) {
        Map<String, Integer> most = Map.of("metrics", 1000, "params", 100, "tags", 100);
        for (Map.Entry<String, Integer> limit : most.entrySet()) {
            if (batch.path(limit.getKey()).size() > limit.getValue()) {
                return refusal(
                        400,
                        "INVALID_PARAMETER_VALUE",
                        "A batch logging request can contain at most %d %s"
                                .formatted(limit.getValue(), limit.getKey()));
            }
        }
        for (JsonNode metric : batch.path("metrics")) {
            if (!metric.path("key").isTextual()
                    || !metric.has("value")
                    || !metric.path("timestamp").isIntegralNumber()
                    || !metric.path("step").isIntegralNumber()) {
                return refusal(400, "INVALID_PARAMETER_VALUE", "Invalid metric " + metric);
            }
        }
        return batch.path("run_id").asText().equals("run1")
                ? new Answer(200, "{}")
                : refusal(404, "RESOURCE_DOES_NOT_EXIST", "Run not found");
    }

    static Answer refusal(int status, String code, String message) {
        return new Answer(status, "{\"error_code\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
