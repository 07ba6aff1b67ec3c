package io.facegate.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service at random moments of deletions and imports, again and again, and looks for what is lost or left over.
 * Some seconds a kill: here one for each kind of work, by {@code src/service/src/test/scripts/kills} as many as you like.
 */
@NeedsModels
class KillsIT {
    private static final int PEOPLE = 5_000;
    private static final int LONGEST_MILLISECONDS = 2_500;
    private static final String REMAINING =
            "SELECT (SELECT count(*) FROM templates WHERE gallery_id = %1$d) + (SELECT count(*) FROM identities WHERE gallery_id = %1$d)";

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("facegate.kills.seed", 14));
    private final Map<String, Integer> seen = new TreeMap<>();

    private enum Work {
        DELETE,
        EMPTY,
        DROP,
        IMPORT
    }

    @Test
    void nothingIsLostAndNothingIsLeftOver() throws Exception {
        int kills = Integer.getInteger("facegate.kills", Work.values().length);
        try (TestDatabase database = PostgresServer.shared().newDatabase().migrate();
                Connection owner = database.connectAsOwner()) {
            LargeGallery bystander = LargeGallery.of(owner, 2_000);
            bystander.addTheModelThatItHasLeft();
            String before = content(bystander);
            ServiceProcess process = start(database);
            try {
                for (int kill = 0; kill < kills; kill++) {
                    process = round(process, database, owner, Work.values()[kill % Work.values().length]);
                    assertThat(content(bystander))
                            .as("a gallery that nobody touched")
                            .isEqualTo(before);
                    System.out.printf("%d kills: %s%n", kill + 1, seen);
                }
            } finally {
                process.close();
            }
        }
    }

    /** @return the service that went on */
    private ServiceProcess round(ServiceProcess process, TestDatabase database, Connection owner, Work work)
            throws Exception {
        LargeGallery gallery = work == Work.IMPORT ? LargeGallery.empty(owner) : LargeGallery.of(owner, PEOPLE);
        if (work == Work.DROP) {
            gallery.addTheModelThatItHasLeft();
        }
        long id = gallery.id();
        ServiceClient asked = process.client();
        CompletableFuture<Reply> answering = CompletableFuture.supplyAsync(() -> ask(asked, gallery, work));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLISECONDS));
        process.kill();
        Reply answer = answering.exceptionally(died -> null).join();

        ServiceProcess next = start(database);
        ServiceClient service = next.client();
        Eventually.until(
                "no deletion is left",
                () -> count(gallery, "SELECT count(*) FROM jobs WHERE finished_at IS NULL AND kind <> 'import'") == 0);
        boolean acknowledged = answer != null && answer.status() < 300;
        boolean begun = count(gallery, "SELECT count(*) FROM jobs WHERE gallery_id = " + id) > 0;
        String outcome =
                switch (work) {
                    case DELETE, EMPTY -> deleted(service, gallery, id, begun, work);
                    case DROP -> dropped(gallery, id, begun);
                    case IMPORT -> imported(service, gallery, id, acknowledged);
                };
        assertThat(!acknowledged || begun).as("what was acknowledged was begun").isTrue();
        seen.merge(work + ": " + outcome + (acknowledged ? ", acknowledged" : ""), 1, Integer::sum);
        gallery.execute("DELETE FROM galleries WHERE name = '%s'".formatted(gallery.name()));
        return next;
    }

    private static Reply ask(ServiceClient service, LargeGallery gallery, Work work) {
        return switch (work) {
            case DELETE -> service.method("DELETE", gallery.path());
            case EMPTY -> service.method("DELETE", gallery.path() + "/identities?confirm=" + gallery.name());
            case DROP -> service.method("POST", gallery.path() + "/move/drop");
            case IMPORT -> service.post(gallery.path() + "/import", "application/x-ndjson", file());
        };
    }

    private String deleted(ServiceClient service, LargeGallery gallery, long id, boolean begun, Work work) {
        assertThat(count(gallery, REMAINING.formatted(id)))
                .as("all of it or nothing")
                .isEqualTo(begun ? 0 : 2 * PEOPLE);
        assertThat(service.get(gallery.path()).status()).isEqualTo(begun && work == Work.DELETE ? 404 : 200);
        return begun ? "gone" : "not begun";
    }

    private String dropped(LargeGallery gallery, long id, boolean begun) {
        assertThat(count(
                        gallery,
                        "SELECT count(*) FROM templates WHERE model_id = '%s' AND gallery_id = %d"
                                .formatted(LargeGallery.MODEL, id)))
                .isEqualTo(PEOPLE);
        assertThat(count(
                        gallery,
                        "SELECT count(*) FROM templates WHERE model_id = '%s' AND gallery_id = %d"
                                .formatted(LargeGallery.OTHER_MODEL, id)))
                .isEqualTo(begun ? 0 : PEOPLE);
        return begun ? "gone" : "not begun";
    }

    private String imported(ServiceClient service, LargeGallery gallery, long id, boolean acknowledged) {
        long found = count(gallery, REMAINING.formatted(id));
        assertThat(found).as("all of it or nothing").isIn(0L, 2L * PEOPLE);
        if (acknowledged) {
            assertThat(found).isEqualTo(2 * PEOPLE);
        }
        long unfinished = count(gallery, "SELECT count(*) FROM jobs WHERE finished_at IS NULL AND gallery_id = " + id);
        if (unfinished > 0) {
            long job = count(gallery, "SELECT job_id FROM jobs WHERE gallery_id = " + id);
            assertThat(found).isZero();
            assertThat(service.get("/v1/jobs/" + job)
                            .assertOk()
                            .json()
                            .get("state")
                            .asText())
                    .isEqualTo("failed");
        }
        Reply again = service.post(gallery.path() + "/import", "application/x-ndjson", file());
        assertThat(again.status()).as(again.body()).isIn(200, 202);
        try {
            Eventually.until("imported", () -> count(gallery, REMAINING.formatted(id)) == 2L * PEOPLE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return found > 0 ? "whole" : unfinished > 0 ? "broken off, nothing kept" : "not begun";
    }

    private ServiceProcess start(TestDatabase database) {
        try {
            return ServiceProcess.start(
                    folder,
                    TestData.models(),
                    database,
                    "facegate.decision.grant-threshold=0.38",
                    "facegate.decision.step-up-threshold=0.28",
                    "facegate.jobs.resume-every=1S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(LargeGallery gallery) throws SQLException {
        return gallery.text("""
                SELECT md5(string_agg(t.template_id || t.model_id || encode(content_hash, 'hex') || external_id, ',' ORDER BY template_id))
                FROM templates t JOIN identities i USING (gallery_id, identity_id) WHERE gallery_id = %d""".formatted(gallery.id()));
    }

    private static long count(LargeGallery gallery, String query) {
        try {
            return gallery.count(query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] file() {
        String lines =
                "{\"format\":\"facegate-gallery\",\"version\":1,\"gallery\":\"large\",\"model\":\"%s\",\"dimension\":3,\"created_at\":\"2026-01-01T00:00:00Z\"}\n"
                                .formatted(LargeGallery.MODEL)
                        + IntStream.range(0, PEOPLE)
                                .mapToObj(i ->
                                        "{\"external_id\":\"p%d\",\"display_name\":null,\"metadata\":{},\"active\":true,\"created_at\":\"2026-01-01T00:00:00Z\",\"templates\":[{\"embedding\":\"AACAPwAAAAAAAAAA\",\"source\":\"picture\",\"quality\":null,\"content_sha256\":\"%064x\",\"created_at\":\"2026-01-01T00:00:00Z\"}]}\n"
                                                .formatted(i, i))
                                .collect(Collectors.joining());
        try {
            String checksum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(UTF_8)));
            return (lines
                            + "{\"identities\":%1$d,\"templates\":%1$d,\"sha256\":\"%2$s\"}\n"
                                    .formatted(PEOPLE, checksum))
                    .getBytes(UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
