package io.facegate.service.start;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A start without a database, on a port of its own, which is asked a few things and then ended: so that the JVM learns which
 * classes a start takes, and can keep them ({@code -XX:ArchiveClassesAtExit}, docs/operations.md). Models are loaded as ever.
 */
public final class Rehearsal implements QuarkusApplication {
    private static final String PORT = "quarkus.http.port";
    private static final int SIDE = 320;
    private static final int BMP_HEADERS = 54;
    private static final int BMP_INFO_HEADER = 40;

    /** What it is started with, whatever the environment says: nothing of the operator's is touched. */
    public static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry(PORT, "0"),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.log.level", "OFF"),
                Map.entry("quarkus.shutdown.delay", "0S"),
                Map.entry("facegate.access.insecure", "true"),
                Map.entry("facegate.inference.precision", "float32"),
                Map.entry("quarkus.flyway.migrate-at-start", "false"),
                // nothing listens there
                Map.entry("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/rehearsal"),
                Map.entry("quarkus.datasource.username", "rehearsal"),
                Map.entry("quarkus.datasource.password", "rehearsal"));
    }

    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
        URI service =
                URI.create("http://127.0.0.1:" + ConfigProvider.getConfig().getValue(PORT, Integer.class));
        HttpClient client = HttpClient.newHttpClient();
        List<HttpRequest> requests = List.of(
                HttpRequest.newBuilder(service.resolve("/q/health/ready")).build(),
                HttpRequest.newBuilder(service.resolve("/v1/models")).build(),
                HttpRequest.newBuilder(service.resolve("/v1/galleries")).build(),
                HttpRequest.newBuilder(service.resolve("/embedding"))
                        .header("Content-Type", "image/bmp")
                        .POST(BodyPublishers.ofByteArray(black()))
                        .build());
        for (HttpRequest request : requests) {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.body().length == 0) {
                return 1;
            }
        }
        return 0;
    }

    /** A picture without a face: a BMP of 24 bits a pixel. */
    private static byte[] black() {
        int pixels = SIDE * SIDE * 3;
        ByteBuffer picture = ByteBuffer.allocate(BMP_HEADERS + pixels).order(ByteOrder.LITTLE_ENDIAN);
        picture.put((byte) 'B').put((byte) 'M').putInt(BMP_HEADERS + pixels).putInt(0);
        picture.putInt(BMP_HEADERS).putInt(BMP_INFO_HEADER).putInt(SIDE).putInt(SIDE);
        picture.putShort((short) 1).putShort((short) 24);
        return picture.array();
    }
}
