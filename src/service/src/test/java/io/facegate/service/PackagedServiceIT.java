package io.facegate.service;

import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SEVERAL_FACES;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@NeedsModels
@Timeout(300)
class PackagedServiceIT {
    private static final String GRANT = "facegate.decision.grant-threshold=0.38";
    private static final String STEP_UP = "facegate.decision.step-up-threshold=0.28";
    private static final String BAD_STEP_UP = "facegate.decision.step-up-threshold=0.5";

    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    Path folder;

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @Test
    void itDoesNotStartWithoutModelsAndSaysWhatToDo() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, folder.resolve("nothing"), database, GRANT, STEP_UP)) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("There is no detector in the models folder")
                    .contains("Maybe import one: ./facegate models import")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void itDoesNotStartWithADamagedModel() throws Exception {
        Path models = folder.resolve("models");
        copyModels(models);
        Path damaged;
        try (Stream<Path> files = Files.walk(models)) {
            damaged = files.filter(file -> file.endsWith("saved_model.pb"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2]++;
        Files.write(damaged, bytes);

        try (ServiceProcess service = ServiceProcess.start(folder, models, database, GRANT, STEP_UP)) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("is missing or not what its model.json says")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void itDoesNotStartWithInconsistentThresholds() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, TestData.models(), database, GRANT, BAD_STEP_UP)) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log())
                    .contains("The step-up threshold (0.5) must not be above the grant threshold (0.38)")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void picturesLeaveNothingOnDiskOrInTheLogAndMemoryStaysBounded() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, TestData.models(), database, GRANT, STEP_UP);
                WatchService disk = folder.getFileSystem().newWatchService()) {
            ServiceClient client = service.client();
            for (Path directory : directories()) {
                directory.register(disk, StandardWatchEventKinds.ENTRY_CREATE);
            }
            sendEverything(client);
            sendEverything(client);
            long warm = service.residentMebibytes();
            for (int round = 0; round < 5; round++) {
                sendEverything(client);
            }

            assertThat(service.residentMebibytes()).isLessThan(warm + 100).isLessThan(2048);
            assertThat(created(disk)).isEmpty();
            String value = client.post("/embedding", "image/jpeg", picture(PERSON))
                    .assertOk()
                    .json()
                    .at("/embedding/0")
                    .asText();
            assertThat(service.log())
                    .doesNotContain("secret-name")
                    .doesNotContain(value)
                    .doesNotContain("ERROR");
        }
    }

    @Test
    void whatIsBeingComputedIsFinishedWhenItIsToldToStop() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(
                folder, TestData.models(), database, GRANT, STEP_UP, "facegate.inference.workers=1")) {
            ServiceClient client = service.client();
            List<CompletableFuture<Reply>> replies = Stream.generate(() ->
                            client.postLater("/v1/embeddings", new FormBody().file("file", picture(SEVERAL_FACES))))
                    .limit(10)
                    .toList();
            replies.get(0).join();
            service.terminate();

            List<Integer> statuses =
                    replies.stream().map(reply -> reply.join().status()).toList();
            // 503 is for those that came after the signal
            assertThat(statuses).allMatch(status -> status == 200 || status == 503);
            assertThat(statuses).filteredOn(status -> status == 200).hasSizeGreaterThan(3);
            assertThat(service.exitStatus()).isEqualTo(143);
        }
    }

    private static void sendEverything(ServiceClient client) throws IOException {
        try (Stream<Path> files = Files.list(TestData.shared().resolve("faces/hostile"))) {
            for (Path file : files.sorted().toList()) {
                Reply reply = client.post("/v1/detect", new FormBody().file("file", Files.readAllBytes(file)));
                assertThat(reply.status()).as(reply.body()).isLessThan(500);
            }
        }
        client.post("/embedding", new FormBody().file("file", picture(PERSON))).assertOk();
        client.post("/v1/embeddings", "image/jpeg", picture(SEVERAL_FACES)).assertOk();
        client.postChunked("/embedding", "image/jpeg", new byte[22 << 20]).assertProblem(413, "body_too_large");
    }

    private static List<String> created(WatchService disk) {
        WatchKey key = disk.poll();
        return key == null
                ? List.of()
                : key.pollEvents().stream()
                        .map(event -> String.valueOf(event.context()))
                        .toList();
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private static void copyModels(Path target) throws IOException {
        Path source = TestData.models();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
