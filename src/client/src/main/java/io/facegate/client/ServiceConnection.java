package io.facegate.client;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Requests to the service, each repeated while the service is too busy, or can't be reached, until patience ends. Every
 * request that is sent here can be repeated without harm. There are no more connections than threads that call.
 */
final class ServiceConnection {
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_TRANSFER = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI service;
    private final Duration patience;
    /** What the service knows the client by; empty for a service that is open. */
    private final Optional<String> key;

    ServiceConnection(URI service, Duration patience, Optional<String> key) {
        this.service = service;
        this.patience = patience;
        this.key = key;
    }

    static String gallery(GalleryName gallery) {
        return "v1/galleries/" + gallery;
    }

    static String identity(GalleryName gallery, ExternalId id) {
        return gallery(gallery) + "/identities/"
                + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer get(String path) throws InterruptedException {
        return send(request(path).timeout(LONGEST_REQUEST).GET());
    }

    Answer postJson(String path, String body) throws InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(body), LONGEST_REQUEST);
    }

    /**
     * @param type of the content
     */
    Answer postPicture(String path, String type, BodyPublisher content) throws InterruptedException {
        return post(path, type, content, LONGEST_REQUEST);
    }

    Answer postLines(String path, BodyPublisher lines) throws InterruptedException {
        return post(path, "application/x-ndjson", lines, LONGEST_TRANSFER);
    }

    private Answer post(String path, String type, BodyPublisher body, Duration longest) throws InterruptedException {
        return send(request(path).timeout(longest).header("Content-Type", type).POST(body));
    }

    /** An answer that comes as it is read; it is not repeated. */
    HttpResponse<InputStream> open(String path) throws InterruptedException {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + (service.toString().endsWith("/") ? "" : "/") + path));
        key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private Answer send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Duration pause;
            ClientException exhausted;
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                Answer answer = Answer.of(response.statusCode(), response.body());
                if (response.statusCode() != 503) {
                    return answer;
                }
                pause = retryAfter(response);
                exhausted = answer.refusal("Tried for %d seconds".formatted(patience.toSeconds()));
            } catch (IOException e) {
                pause = PAUSE;
                exhausted = unreachable(e);
            }
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw exhausted;
            }
            // those that were refused together shouldn't come back together
            TimeUnit.MILLISECONDS.sleep(
                    (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(1, 1.5)));
        }
    }

    private ClientException unreachable(IOException e) {
        return new ClientException(
                "The service at %s can't be reached (%s).%nMaybe start it by ./facegate serve, or name it by --url."
                        .formatted(service, e.getClass().getSimpleName()),
                e);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            return Duration.ofSeconds(
                    response.headers().firstValueAsLong("Retry-After").orElse(PAUSE.toSeconds()));
        } catch (NumberFormatException e) { // a date
            return PAUSE;
        }
    }
}
