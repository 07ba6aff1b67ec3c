package io.facegate.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's REST API, version 2.0. What fails for a moment, without an answer or with one that asks for patience, is tried
 * again.
 */
final class MlflowServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int TRIES = 3;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final String root;
    private final @Nullable String authorization;
    private final Duration pause;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param environment MLflow's own variables: where the server is, and who asks
     * @param pause before a second try
     * @throws IOException if they name no server
     */
    MlflowServer(Map<String, String> environment, Duration pause) throws IOException {
        String uri = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
        if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
            throw new IOException(
                    "MLFLOW_TRACKING_URI (%s) names no server.%nMaybe start one with mlflow server, and set it to http://localhost:5000."
                            .formatted(uri));
        }
        this.root = uri.replaceAll("/+$", "") + "/api/2.0/";
        this.authorization = authorization(environment);
        this.pause = pause;
    }

    private static @Nullable String authorization(Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        String user = environment.get("MLFLOW_TRACKING_USERNAME");
        if (user != null) {
            String both = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
            return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        }
        return token == null ? null : "Bearer " + token;
    }

    /** The answer; empty if there is no such thing. */
    Optional<JsonNode> get(String path, String parameter, String value) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> response = send(
                request("mlflow/%s?%s=%s".formatted(path, parameter, encoded)).GET());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(body(response));
    }

    JsonNode post(String path, ObjectNode message) throws IOException, InterruptedException {
        return body(send(request("mlflow/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.toString()))));
    }

    /**
     * @param path that the server gave the run's artifacts, and a name below it
     */
    void putArtifact(String path, byte[] content) throws IOException, InterruptedException {
        BodyPublisher bytes = BodyPublishers.ofByteArray(content);
        body(send(request("mlflow-artifacts/artifacts/" + path)
                .header("Content-Type", "application/octet-stream")
                .PUT(bytes)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(REQUEST);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                if ((response.statusCode() < SERVER_ERROR && response.statusCode() != TOO_MANY) || attempt == TRIES) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new IOException(
                            "%s does not answer (%s)"
                                    .formatted(root, e.getClass().getSimpleName()),
                            e);
                }
            }
            Thread.sleep(pause.toMillis() * attempt);
        }
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("%s answered %d: %s"
                    .formatted(response.uri().getPath(), response.statusCode(), explanation(response.body())));
        }
        return JSON.readTree(response.body().isBlank() ? "{}" : response.body());
    }

    private static String explanation(String body) {
        try {
            return JSON.readTree(body).path("message").asText("no explanation");
        } catch (IOException e) {
            return "no explanation";
        }
    }
}
