package io.facegate.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.FormBody;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestData;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** A gallery of its own for one test, spoken to as a client would. */
final class GalleryScenario {
    static final String ABDULLAH = lfw("Abdullah_Gul", 1);
    static final String ABDULLAH_AGAIN = lfw("Abdullah_Gul", 2);
    static final String GORDON = TestData.PERSON;
    static final String GORDON_AGAIN = TestData.SAME_PERSON;
    static final String STRANGER = TestData.OTHER_PERSON;

    private final ServiceClient service;
    private final String name = "g" + UUID.randomUUID();

    GalleryScenario(URI base) {
        this.service = new ServiceClient(base);
        assertThat(postJson("/v1/galleries", "{\"name\": \"%s\"}".formatted(name))
                        .status())
                .isEqualTo(201);
    }

    static String lfw(String person, int number) {
        return "faces/lfw/images/%s/%s_%04d.jpg".formatted(person, person, number);
    }

    ServiceClient service() {
        return service;
    }

    String name() {
        return name;
    }

    String path() {
        return "/v1/galleries/" + name;
    }

    String identity(String externalId) {
        return path() + "/identities/" + externalId;
    }

    Reply postJson(String path, String json) {
        return service.post(path, "application/json", json.getBytes(UTF_8));
    }

    Reply patch(String path, String json) {
        return service.send(service.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    void create(String externalId, String displayName) {
        assertThat(postJson(
                                path() + "/identities",
                                "{\"external_id\": \"%s\", \"display_name\": \"%s\"}"
                                        .formatted(externalId, displayName))
                        .status())
                .isEqualTo(201);
    }

    /** What became of the pictures. */
    JsonNode enrol(String externalId, String... pictures) {
        return service.post(identity(externalId) + "/templates?face=largest", form(pictures))
                .assertOk()
                .json();
    }

    static FormBody form(String... pictures) {
        FormBody form = new FormBody();
        for (String picture : pictures) {
            form.file("picture", TestData.picture(picture));
        }
        return form;
    }

    Reply verify(String externalId, String picture) {
        return service.post(identity(externalId) + "/verify", "image/jpeg", TestData.picture(picture));
    }

    JsonNode identify(String picture) {
        return service.post(path() + "/identify", "image/jpeg", TestData.picture(picture))
                .assertOk()
                .json();
    }
}
