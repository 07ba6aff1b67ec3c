package io.facegate.service.compreface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.access.command.KeysCommand;
import io.facegate.service.audit.CommandAudit;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.event.Events;
import io.facegate.testing.FormBody;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./facegate keys create --compreface}, and what its keys may do. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class CompreFaceKeysIT {
    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @TempDir
    Path folder;

    private final String gallery = "g" + UUID.randomUUID();
    private ServiceClient service;

    @BeforeEach
    void createGallery() {
        service = new ServiceClient(base);
        assertThat(service.withKey(administrators.with("admin"))
                        .post(
                                "/v1/galleries",
                                "application/json",
                                "{\"name\": \"%s\"}".formatted(gallery).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aKeyStandsForItsGalleryAndMayDoWhatItsServiceDoes() {
        Ended created = create("--compreface", "recognition", "--galleries", gallery);

        assertThat(created.status()).as(created.output()).isEqualTo(0);
        assertThat(UUID.fromString(created.output()).version()).isEqualTo(4);
        assertThat(subjects(created.output()).status()).isEqualTo(200);
        assertThat(service.withKey(created.output())
                        .get("/v1/galleries/" + gallery)
                        .status())
                .isEqualTo(200);
        String detection = create("--compreface", "detection").output();
        CompreFaceClient.assertError(subjects(detection), 404, 10);
    }

    @Test
    void aKeyThatAProgramHasAlreadyIsTaken() throws IOException {
        String theirs = UUID.randomUUID().toString();
        String file = Files.writeString(folder.resolve("key"), theirs + "\n").toString();
        CompreFaceClient.assertError(subjects(theirs), 404, 10);

        Ended created = create("--compreface", "recognition", "--galleries", gallery, "--existing", file);
        Ended again = create("--compreface", "recognition", "--galleries", gallery, "--existing", file);

        assertThat(created.output()).isEqualTo(theirs);
        assertThat(subjects(theirs).status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.output()).contains("There is such a key").doesNotContain(theirs);
    }

    @Test
    void aKeyThatOthersKnowIsRefused() throws IOException {
        String file = Files.writeString(folder.resolve("key"), "00000000-0000-0000-0000-000000000002")
                .toString();

        Ended refused = create("--compreface", "recognition", "--galleries", gallery, "--existing", file);

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).contains("no random UUID");
    }

    @Test
    void whatItMayDoBesideIsNamed() {
        FormBody pictures = new FormBody()
                .file("reference", TestData.picture(TestData.PERSON))
                .file("probe", TestData.picture(TestData.PERSON));
        String plain =
                create("--compreface", "recognition", "--galleries", gallery).output();
        Ended more = create("--compreface", "recognition", "--galleries", gallery, "--scopes", "compare");

        assertThat(more.status()).as(more.output()).isEqualTo(0);
        assertThat(UUID.fromString(more.output()).version()).isEqualTo(4);
        assertThat(subjects(more.output()).status()).isEqualTo(200);
        service.withKey(plain).post("/v1/compare", pictures).assertProblem(403, "forbidden");
        service.withKey(more.output()).post("/v1/compare", pictures).assertOk();
    }

    @Test
    void itStandsForScopesAndAKeyHasSome() {
        assertThat(create("--compreface", "recognition", "--scopes", "everything")
                        .output())
                .contains("There is no scope everything");
        assertThat(create("--compreface", "everything").output()).contains("recognition, detection or verification");
        assertThat(create().output()).contains("at least one scope");
    }

    private Reply subjects(String key) {
        return service.send(service.request(CompreFaceClient.RECOGNITION + "subjects")
                .header("x-api-key", key)
                .GET());
    }

    /** What a command said: the key, or why there is none. */
    private record Ended(int status, String output) {}

    private static Ended create(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("FACEGATE_ACCESS_PEPPER", TestKeys.PEPPER));
        ConfigProvider.getConfig().getPropertyNames().forEach(name -> {
            if (name.startsWith("FACEGATE_DB_")) {
                environment.put(name, ConfigProvider.getConfig().getValue(name, String.class));
            }
        });
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(said, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
        try {
            int status = KeysCommand.run(
                    environment,
                    Stream.concat(Stream.of("create", "--name", "of a test"), Stream.of(more))
                            .toList(),
                    Events.toldTo(new CommandAudit()));
            return new Ended(
                    status, (status == 0 ? said : complained).toString(UTF_8).strip());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
