package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.web.upload.UploadLimits;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service with one event loop, one inference worker and two places in the queue. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(SaturationIT.Tight.class)
@Timeout(60)
class SaturationIT {
    private static final int WORKER_THREADS = 2;

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.vertx.event-loops-pool-size", "1",
                    "quarkus.thread-pool.core-threads", "1",
                    "quarkus.thread-pool.max-threads", Integer.toString(WORKER_THREADS),
                    "facegate.inference.workers", "1",
                    "facegate.inference.queue-size", "2",
                    "facegate.inference.retry-after", "3S",
                    "facegate.inference.maximum-wait", "60S", // however slow the machine is
                    "facegate.uploads.memory", "1M", // at least one body fits whatever is set: 21 MiB
                    "facegate.uploads.silence", "3S",
                    "facegate.uploads.duration", "5S");
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    InferenceExecutor executor;

    @Inject
    UploadLimits uploads;

    private final CountDownLatch done = new CountDownLatch(1);
    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(base);
    }

    @AfterEach
    void release() {
        done.countDown();
        await(() -> executor.computing() == 0 && executor.queued() == 0);
    }

    @Test
    void theEventLoopAnswersWhileEveryWorkerIsBusy() {
        occupy(3);

        assertThat(service.get("/q/health/live").status()).isEqualTo(200);
        assertThat(service.get("/q/health/ready").status()).isEqualTo(200);
        service.get("/v1/models").assertOk();
    }

    @Test
    void aFullQueueIsAnsweredAtOnce() {
        occupy(3);

        long start = System.nanoTime();
        Reply reply = service.post("/embedding", new FormBody().file("file", picture(PERSON)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        // the setting, or what those before have waited
        assertThat(Long.parseLong(reply.assertProblem(503, "overloaded").header("Retry-After")))
                .isBetween(3L, 60L);
        assertThat(done.getCount()).isEqualTo(1);
    }

    @Test
    void anotherInterfaceSaysItInItsOwnFormat() {
        occupy(3);

        Reply reply = service.post(
                "/other/v1/recognition/recognize", new FormBody().file("file", picture(PERSON)), "x-api-key", "staff");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Long.parseLong(reply.header("Retry-After"))).isBetween(3L, 60L);
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("message", "code");
    }

    @Test
    void manyAtOnceAreAnsweredRightOrRefused() {
        var expected = service.post("/embedding", new FormBody().file("file", picture(PERSON)))
                .assertOk()
                .json();
        occupy(1); // so that some must be refused
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            replies.add(service.postLater("/embedding", new FormBody().file("file", picture(PERSON))));
        }
        await(() -> replies.stream().filter(CompletableFuture::isDone).count() == 30);
        done.countDown();

        List<Reply> answered = replies.stream().map(CompletableFuture::join).toList();
        assertThat(answered).filteredOn(reply -> reply.status() == 200).hasSize(2);
        for (Reply reply : answered) {
            if (reply.status() == 200) {
                assertThat(reply.assertOk().json()).isEqualTo(expected);
            } else {
                reply.assertProblem(503, "overloaded");
            }
        }
        assertThat(uploads.admittedBytes()).isZero();
    }

    @Test
    void picturesNeedNoThreadOfTheBlockingPool() {
        CountDownLatch occupied = new CountDownLatch(WORKER_THREADS);
        for (int i = 0; i < WORKER_THREADS; i++) {
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                occupied.countDown();
                awaitRelease();
            });
        }
        await(() -> occupied.getCount() == 0);

        service.post("/embedding", new FormBody().file("file", picture(PERSON))).assertOk();
        service.postChunked("/v1/detect", "image/jpeg", picture(PERSON)).assertOk();
    }

    @Test
    void whoeverLeavesTheQueueFreesItsPlaceAndMemory() throws IOException {
        occupy(1);
        byte[] body = picture(PERSON);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /embedding HTTP/1.1\r\nHost: test\r\nContent-Type: image/jpeg\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            await(() -> executor.queued() == 1);
            assertThat(uploads.admittedBytes()).isEqualTo(body.length);
        }

        await(() -> executor.queued() == 0 && uploads.admittedBytes() == 0);
        assertThat(done.getCount()).isEqualTo(1);
    }

    @Test
    void bodiesThatDontFitIntoMemoryTogetherAreRefused() throws IOException {
        try (Socket first = announce(15 << 20)) {
            await(() -> uploads.admittedBytes() == 15 << 20);
            try (Socket second = announce(15 << 20)) {
                second.setSoTimeout(10_000);
                assertThat(new String(second.getInputStream().readAllBytes(), ISO_8859_1))
                        .startsWith("HTTP/1.1 503")
                        .contains("overloaded")
                        .containsIgnoringCase("retry-after: 3");
            }
            service.post("/embedding", new FormBody().file("file", picture(PERSON)))
                    .assertOk();
            assertThat(first.isConnected()).isTrue();
        }

        await(() -> uploads.admittedBytes() == 0);
    }

    private Socket announce(int bytes) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(("POST /embedding HTTP/1.1\r\nHost: test\r\nContent-Type: image/jpeg\r\nContent-Length: " + bytes
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private void occupy(int places) {
        for (int occupied = 1; occupied <= places; occupied++) {
            int expected = occupied;
            executor.compute(List.of(), this::awaitRelease).subscribe().with(nothing -> {});
            // the first has to leave the queue before the queue can be full
            await(() -> executor.computing() == 1 && executor.queued() == expected - 1);
        }
    }

    private boolean awaitRelease() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
