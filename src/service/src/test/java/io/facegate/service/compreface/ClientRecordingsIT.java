package io.facegate.service.compreface;

import static io.facegate.testing.TestData.NO_FACE;
import static io.facegate.testing.TestData.OTHER_PERSON;
import static io.facegate.testing.TestData.PERSON;
import static io.facegate.testing.TestData.SAME_PERSON;
import static io.facegate.testing.TestData.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.compreface.Recording.Answered;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.TestKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients of CompreFace send, to the byte, and what each of them reads of the answer. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@TestProfile(OpenedCompreFace.class)
@SuppressWarnings("NullAway.Init") // injected
class ClientRecordingsIT {
    @TestHTTPResource
    URI base;

    TestKeys administrators;

    @Inject
    KeyRepository keys;

    private String key;

    @BeforeEach
    void makeKey() {
        key = CompreFaceClient.ofNewGallery(base, administrators, keys).key();
    }

    private Answered send(String recording) {
        return Recording.of(recording).with("KEY", key).send(base);
    }

    private Answered send(String recording, String file) {
        return Recording.of(recording)
                .with("KEY", key)
                .with("PICTURE", picture(file))
                .send(base);
    }

    private static JsonNode ok(Answered answered) {
        assertThat(answered.status()).as(answered.body()).isBetween(200, 201);
        return answered.json();
    }

    @Test
    void thePythonSdk() {
        assertThat(ok(send("python-add-subject")).get("subject").asText()).isEqualTo("Gordon");
        assertThat(ok(send("python-rename-subject")).get("updated").asBoolean()).isTrue();
        assertThat(ok(send("python-subjects")).at("/subjects/0").asText()).isEqualTo("Gordon Brown");
        String image =
                ok(send("python-add-example", SAME_PERSON)).get("image_id").asText();
        assertThat(ok(send("python-faces")).at("/faces/0/image_id").asText()).isEqualTo(image);

        JsonNode recognized = ok(send("python-recognize", PERSON)).at("/result/0");
        assertThat(recognized.at("/subjects/0/subject").asText()).isEqualTo("Gordon Brown");
        assertThat(recognized.get("landmarks")).hasSize(5);
        assertThat(ok(send("python-recognize-defaults", PERSON)).at("/result/0/subjects"))
                .hasSize(1);
        assertThat(ok(Recording.of("python-verify")
                                .with("KEY", key)
                                .with("IMAGE", image)
                                .with("PICTURE", picture(PERSON))
                                .send(base))
                        .at("/result/0/similarity")
                        .asDouble())
                .isGreaterThan(0.5);
        assertThat(ok(send("python-detect", PERSON)).at("/result/0/box/x_max").asInt())
                .isPositive();
        assertThat(ok(Recording.of("python-compare")
                                .with("KEY", key)
                                .with("PICTURE", picture(PERSON))
                                .with("OTHER", picture(SAME_PERSON))
                                .send(base))
                        .at("/result/0/face_matches/0/similarity")
                        .asDouble())
                .isGreaterThan(0.5);

        assertThat(ok(Recording.of("python-delete-several")
                        .with("KEY", key)
                        .with("IMAGE", image)
                        .send(base)))
                .hasSize(1);
        assertThat(ok(send("python-delete-subject")).get("subject").asText()).isEqualTo("Gordon Brown");
    }

    @Test
    void theNetSdk() {
        assertThat(ok(send("net-add-subject")).get("subject").asText()).isEqualTo("Gordon");
        assertThat(ok(send("net-subjects")).get("subjects")).hasSize(1);
        String image = ok(send("net-add-example", SAME_PERSON)).get("image_id").asText();
        assertThat(UUID.fromString(image)).hasToString(image); // it reads a Guid
        assertThat(ok(send("net-faces")).at("/faces/0/subject").asText()).isEqualTo("Gordon");
        assertThat(ok(Recording.of("net-recognize")
                                .with("KEY", key)
                                .withBase64(picture(PERSON))
                                .send(base))
                        .at("/result/0/subjects/0/subject")
                        .asText())
                .isEqualTo("Gordon");
    }

    /** It accepts any status, and reads {@code code === 28}. */
    @Test
    void doubleTake() {
        ok(send("double-take-train", SAME_PERSON));

        JsonNode known = ok(send("double-take-recognize", PERSON)).at("/result/0");
        JsonNode stranger = ok(send("double-take-recognize", OTHER_PERSON)).at("/result/0");
        Answered nobody = send("double-take-recognize", NO_FACE);

        assertThat(known.at("/subjects/0/subject").asText()).isEqualTo("gordon");
        assertThat(Math.round(known.at("/subjects/0/similarity").asDouble() * 100))
                .isGreaterThanOrEqualTo(60);
        assertThat(known.get("box").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("probability", "x_min", "y_min", "x_max", "y_max");
        assertThat(stranger.get("subjects")).isEmpty();
        assertThat(nobody.json().get("code").asInt()).isEqualTo(28);
        assertThat(ok(send("double-take-untrain")).get("deleted").asInt()).isEqualTo(1);
        assertThat(ok(send("double-take-untrain")).get("deleted").asInt()).isZero();
    }

    /** It reads {@code subjects[0]}, for which {@code NearestIT} has the mode. */
    @Test
    void viseron() {
        ok(send("viseron-train", SAME_PERSON));

        assertThat(ok(send("viseron-recognize", PERSON))
                        .at("/result/0/subjects/0/subject")
                        .asText())
                .isEqualTo("gordon");
        assertThat(send("viseron-recognize", NO_FACE).json().get("code").asInt())
                .isEqualTo(28);
        assertThat(ok(send("viseron-delete-subject")).get("subject").asText()).isEqualTo("gordon");
    }
}
