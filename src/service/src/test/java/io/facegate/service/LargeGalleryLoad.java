package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what one gallery's clients feel of another gallery's deletion, and of imports that drip. It takes minutes, so it is
 * no part of the build: {@code src/service/src/test/scripts/large-gallery-load} runs it.
 */
@NeedsModels
class LargeGalleryLoad {
    private static final int TEMPLATES_A_PERSON = 4;
    private static final Duration UNDISTURBED = Duration.ofSeconds(20);
    private static final Duration DRIPPING = Duration.ofSeconds(60);
    private static final Duration DRIP_EVERY = Duration.ofSeconds(10);
    private static final int DRIPS = 20;

    @TempDir
    Path folder;

    @Test
    void whatOthersFeel() throws Exception {
        int templates = Integer.getInteger("facegate.load.templates", 600_000);
        try (TestDatabase database = PostgresServer.shared().newDatabase();
                ServiceProcess process = ServiceProcess.start(
                        folder,
                        TestData.models(),
                        database,
                        "facegate.decision.grant-threshold=0.38",
                        "facegate.decision.step-up-threshold=0.28");
                Connection owner = database.connectAsOwner()) {
            ServiceClient service = process.client();
            GalleryScenario searched = new GalleryScenario(service.base());
            searched.create("gul", "Abdullah");
            searched.enrol("gul", ABDULLAH);
            LargeGallery.fill(owner, searched.name(), 1_000, 5);
            GalleryScenario doomed = new GalleryScenario(service.base());
            long begun = System.nanoTime();
            LargeGallery.fill(owner, doomed.name(), templates / TEMPLATES_A_PERSON, TEMPLATES_A_PERSON);
            say("%d templates were made in %d s", templates, seconds(begun));

            doomed.create("new", "New");
            List<Long> enrolments = new ArrayList<>();
            Random random = new Random(14);
            for (int i = 0; i < 20; i++) {
                String embedding = Arrays.toString(random.doubles(512, -1, 1).toArray());
                enrolments.add(taken(() -> doomed.postJson(
                                doomed.identity("new") + "/templates", "{\"embeddings\": [%s]}".formatted(embedding))
                        .assertOk()));
            }
            say("an enrolment there that looks for duplicates, ms: %s", quantiles(enrolments));

            measure("undisturbed", searched, new Until(UNDISTURBED));

            begun = System.nanoTime();
            Reply deleting = service.method("DELETE", doomed.path());
            say(
                    "DELETE was answered %d after %d ms",
                    deleting.status(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(service.get(doomed.path()).status()).isEqualTo(404);
            if (deleting.status() == 202) {
                String job = "/v1/jobs/" + deleting.json().get("job_id");
                measure("while it is deleted", searched, () -> running(service, job));
                JsonNode done = service.get(job).assertOk().json();
                say(
                        "%s templates and %s identities were deleted in %d s",
                        done.get("templates"), done.get("identities"), seconds(begun));
            }

            drip(service, searched);
        }
    }

    private static void drip(ServiceClient service, GalleryScenario searched) throws Exception {
        String header = service.get(searched.path() + "/export")
                .body()
                .lines()
                .findFirst()
                .orElseThrow();
        List<SlowImport> imports = new ArrayList<>();
        for (int i = 0; i < DRIPS; i++) {
            SlowImport slow = SlowImport.begin(service.base(), searched.path());
            slow.send(header + "\n");
            imports.add(slow);
        }
        Until end = new Until(DRIPPING);
        long[] drips = {System.nanoTime()};
        measure("while %d imports of the same gallery drip".formatted(DRIPS), searched, () -> {
            if (System.nanoTime() - drips[0] > DRIP_EVERY.toNanos()) {
                drips[0] = System.nanoTime();
                imports.forEach(SlowImport::drip);
            }
            return end.getAsBoolean();
        });
        long begun = System.nanoTime();
        searched.patch(searched.path(), "{\"fmr\": null}").assertOk();
        say("PATCH of that gallery took %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        int[] answers = new int[600];
        for (SlowImport slow : imports) {
            answers[slow.answeredStatus()]++;
            slow.close();
        }
        say("the imports were answered: %d times 503, %d times 408", answers[503], answers[408]);
    }

    /** One search after the other, and readiness. */
    private static void measure(String when, GalleryScenario searched, BooleanSupplier goOn) {
        List<Long> searches = new ArrayList<>();
        List<Long> readiness = new ArrayList<>();
        while (goOn.getAsBoolean()) {
            searches.add(taken(() -> searched.identify(ABDULLAH_AGAIN)));
            readiness.add(taken(() -> searched.service().get("/q/health/ready")));
        }
        say(
                "%s: %d searches, ms: %s; readiness, ms: %s",
                when, searches.size(), quantiles(searches), quantiles(readiness));
    }

    private static long taken(Runnable request) {
        long begun = System.nanoTime();
        request.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static String quantiles(List<Long> taken) {
        Collections.sort(taken);
        return "median %d, 99th percentile %d, longest %d"
                .formatted(
                        taken.get(taken.size() / 2),
                        taken.get((int) (taken.size() * 0.99)),
                        taken.get(taken.size() - 1));
    }

    private static boolean running(ServiceClient service, String job) {
        return service.get(job).assertOk().json().get("state").asText().equals("running");
    }

    private static long seconds(long begun) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    private static void say(String what, Object... values) {
        System.out.printf(what + "%n", values);
    }

    private static final class Until implements BooleanSupplier {
        private final long end;

        Until(Duration later) {
            end = System.nanoTime() + later.toNanos();
        }

        @Override
        public boolean getAsBoolean() {
            return System.nanoTime() < end;
        }
    }
}
