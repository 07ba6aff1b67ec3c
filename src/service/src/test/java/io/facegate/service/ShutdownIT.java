package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is told to stop, as Kubernetes does, and what an operator reads of it. */
@NeedsModels
@Timeout(600)
class ShutdownIT {
    private static final String[] PRODUCTION = {
        "facegate.decision.grant-threshold=0.38",
        "facegate.decision.step-up-threshold=0.28",
        "FACEGATE_SHUTDOWN_DELAY=3S",
        "FACEGATE_LOG_JSON=true"
    };
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void itIsUnreadyFirstAndAnswersWhatItTookAfterTheDelay() throws Exception {
        byte[] body = picture(PERSON);
        try (TestDatabase database = PostgresServer.shared().newDatabase();
                ServiceProcess process = ServiceProcess.start(folder, TestData.models(), database, PRODUCTION)) {
            ServiceClient service = process.client();
            assertThat(service.get("/q/health/ready").status()).isEqualTo(200);

            // taken before the signal, and not finished: its body is still on its way
            try (Socket taken = new Socket("localhost", service.port())) {
                taken.setSoTimeout(60_000);
                send(
                        taken,
                        "POST /embedding HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                                .formatted(body.length)
                                .getBytes(ISO_8859_1));
                send(taken, Arrays.copyOf(body, 100));
                long signal = System.nanoTime();
                process.terminate();

                Eventually.until("unready", () -> service.get("/q/health/ready").status() == 503);
                assertThat(Duration.ofNanos(System.nanoTime() - signal))
                        .as("within the delay")
                        .isLessThan(Duration.ofSeconds(3));
                assertThat(embed(service, body))
                        .as("who comes all the same, in the delay")
                        .isEqualTo(200);

                Eventually.until("the delay is over", () -> embed(service, body) == 503);
                assertThat(service.post("/embedding", new FormBody().file("file", body))
                                .assertProblem(503, "stopping")
                                .header("Retry-After"))
                        .as("who comes while the service waits for what it has taken")
                        .isNotEmpty();
                assertThat(service.get("/q/health/live").status()).isEqualTo(200);
                assertThat(process.isAlive()).isTrue();

                send(taken, Arrays.copyOfRange(body, 100, body.length));
                assertThat(new String(taken.getInputStream().readAllBytes(), ISO_8859_1))
                        .startsWith("HTTP/1.1 200")
                        .contains("\"embedding\"");
            }
            assertThat(process.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void itsLogIsJsonWithTheIdOfTheRequest() throws Exception {
        TestDatabase database = PostgresServer.shared().newDatabase();
        try (ServiceProcess process = ServiceProcess.start(folder, TestData.models(), database, PRODUCTION)) {
            ServiceClient service = process.client();
            database.close(); // so that there is an error to tell of
            service.send(service.request("/v1/galleries/staff").header("X-Request-Id", "request-4711"));

            List<JsonNode> lines = process.log()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .map(ShutdownIT::read)
                    .toList();
            assertThat(lines)
                    .anySatisfy(line -> {
                        assertThat(line.get("message").asText()).contains("Listening on:");
                        assertThat(line.get("level").asText()).isEqualTo("INFO");
                    })
                    .anySatisfy(line -> {
                        assertThat(line.get("level").asText()).isEqualTo("ERROR");
                        assertThat(line.at("/mdc/request_id").asText()).isEqualTo("request-4711");
                    });
            assertThat(process.log()).doesNotContain("staff");
        }
    }

    private static int embed(ServiceClient service, byte[] picture) {
        return service.post("/embedding", new FormBody().file("file", picture)).status();
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
