package io.facegate.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads from a recognition service of a running CompreFace. */
final class CompreFaceConnection {
    private static final String RECOGNITION = "/api/v1/recognition/";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int TRIES = 5;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final String key;

    CompreFaceConnection(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    /** @throws ClientException if it isn't answered */
    JsonNode json(String path) {
        try {
            HttpResponse<byte[]> response = get(path);
            if (response.statusCode() != 200) {
                throw new ClientException(
                        "CompreFace at %s answered %d to %s.%nMaybe COMPREFACE_KEY is no key of a recognition service."
                                .formatted(server, response.statusCode(), path));
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ClientException("What is at %s is no CompreFace: it answered no JSON.".formatted(server), e);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw new ClientException("It was interrupted.", e);
        }
    }

    /** Empty if it isn't kept. */
    byte[] picture(String image) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = get("faces/%s/img".formatted(image));
            if (response.statusCode() == NOT_FOUND) { // deleted meanwhile
                return new byte[0];
            }
            if (response.statusCode() != 200) {
                throw new ClientException(
                        "CompreFace at %s answered %d for a picture.".formatted(server, response.statusCode()));
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceAll("/+$", "") + RECOGNITION + path))
                .timeout(LONGEST)
                .header("x-api-key", key)
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() < FAILED || attempt == TRIES) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
            TimeUnit.SECONDS.sleep(attempt);
        }
    }

    private ClientException unreachable(IOException e) {
        return new ClientException(
                "CompreFace at %s can't be reached (%s).%nMaybe name it by --from, as http://HOST:8000."
                        .formatted(server, e.getClass().getSimpleName()),
                e);
    }
}
