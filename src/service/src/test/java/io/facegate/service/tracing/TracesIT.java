package io.facegate.service.tracing;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector of traces learns of the requests of a packaged service. */
@NeedsModels
@Timeout(600)
class TracesIT {
    private static final String SECRET = "hushhush";
    private static final String GALLERY = "/v1/galleries/hushhush-gallery";
    private static final String SUBJECT = GALLERY + "/identities/hushhush-anna";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String VERIFY = "POST /v1/galleries/{gallery}/identities/{external_id}/verify";

    @TempDir
    Path folder;

    @Test
    void aTraceHasStagesAndTemplatesOfPathsButNoNames() throws Exception {
        try (Collector collector = new Collector();
                TestDatabase database = PostgresServer.shared().newDatabase();
                ServiceProcess process = ServiceProcess.start(
                        folder,
                        TestData.models(),
                        database,
                        "facegate.decision.grant-threshold=0.38",
                        "facegate.decision.step-up-threshold=0.28",
                        "quarkus.otel.sdk.disabled=false",
                        "quarkus.otel.exporter.otlp.endpoint=" + collector.endpoint(),
                        "quarkus.otel.exporter.otlp.protocol=http/protobuf",
                        "quarkus.otel.bsp.schedule.delay=100ms")) {
            ServiceClient service = process.client();
            json(service, "/v1/galleries", "{\"name\": \"hushhush-gallery\"}");
            json(service, GALLERY + "/identities", "{\"external_id\": \"hushhush-anna\"}");
            service.post(SUBJECT + "/templates", "image/jpeg", picture(PERSON)).assertOk();
            service.get(GALLERY + "/hushhush");
            service.get("/hushhush?name=hushhush");
            service.post(SUBJECT + "/verify", "image/jpeg", SECRET.getBytes(UTF_8))
                    .assertProblem(415, "image_type_unsupported");
            service.send(service.request(SUBJECT + "/verify")
                    .header("Content-Type", "image/jpeg")
                    .header("User-Agent", SECRET)
                    .header("baggage", "name=hushhush")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                    .POST(BodyPublishers.ofByteArray(picture(PERSON))));

            String trace = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
            // the request, five stages, the comparison
            Eventually.until("the trace of the caller goes on", () -> occurrences(collector.received(), trace) >= 7);

            assertThat(collector.received())
                    .contains(List.of(VERIFY, "decode", "detect", "align", "quality", "embed", "database compare"))
                    .contains("GET UNMATCHED")
                    .doesNotContainIgnoringCase(SECRET);
        }
    }

    private static void json(ServiceClient service, String path, String body) {
        assertThat(service.post(path, "application/json", body.getBytes(UTF_8)).status())
                .isEqualTo(201);
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
