package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few bytes that cost, or claim to cost, much keep nobody waiting. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@Timeout(120)
@SuppressWarnings("NullAway.Init") // injected
class LargePicturesIT {
    private static final int MANY = 64;

    @TestHTTPResource
    URI base;

    @Inject
    InferenceExecutor executor;

    private ServiceClient service;

    @BeforeEach
    void connect() {
        service = new ServiceClient(base);
        service.post("/v1/detect", small()).assertOk();
    }

    @Test
    void picturesThatClaimToBeLargeCostNextToNothing() {
        byte[] forged = picture(PERSON).clone();
        int frame = 0;
        while (forged[frame] != (byte) 0xFF || forged[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        ByteBuffer.wrap(forged).putShort(frame + 5, (short) 6_300).putShort(frame + 7, (short) 6_300);
        long start = System.nanoTime();
        List<CompletableFuture<Reply>> replies = post(forged);

        service.post("/v1/detect", small()).assertOk();
        assertThat(replies.stream().map(CompletableFuture::join).map(Reply::status))
                .isSubsetOf(422, 503)
                .contains(422);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /** 64 of these took the workers for minutes. */
    @Test
    void smallPicturesDontWaitForLargeOnes() throws IOException, InterruptedException {
        List<CompletableFuture<Reply>> replies = post(flat(8_000, 4_500));
        Eventually.until("large pictures wait", () -> executor.queued() > 20);
        List<Duration> waits = new ArrayList<>();
        while (waits.size() < 5) {
            long start = System.nanoTime();
            service.post("/v1/detect", small()).assertOk();
            waits.add(Duration.ofNanos(System.nanoTime() - start));
        }

        waits.sort(null);
        List<Reply> answered = replies.stream().map(CompletableFuture::join).toList();
        assertThat(answered).extracting(Reply::status).containsOnly(422, 503);
        assertThat(answered).filteredOn(reply -> reply.status() == 422).hasSizeLessThan(10);
        assertThat(waits.get(2)).as("median of %s", waits).isLessThan(Duration.ofSeconds(2));
    }

    private List<CompletableFuture<Reply>> post(byte[] picture) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            replies.add(service.postLater("/v1/detect", new FormBody().file("file", picture)));
        }
        return replies;
    }

    private static FormBody small() {
        return new FormBody().file("file", picture(PERSON));
    }

    private static byte[] flat(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        assertThat(png.size()).isLessThan(200_000);
        return png.toByteArray();
    }
}
