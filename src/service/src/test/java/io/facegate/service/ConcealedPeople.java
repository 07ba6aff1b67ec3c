package io.facegate.service;

import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** A gallery of a closed service, in which one is enrolled, one is inactive and one has no template. */
final class ConcealedPeople {
    static final String ENROLLED = "gul";
    static final String INACTIVE = "away";
    static final String WITHOUT_TEMPLATE = "empty";
    static final String UNKNOWN = "nobody";

    final ServiceClient admin;
    /** May verify, and no more. */
    final ServiceClient door;

    final String path;

    ConcealedPeople(ServiceClient nobody, TestKeys keys, String verification) {
        admin = nobody.withKey(keys.with("admin"));
        door = nobody.withKey(keys.with("verify"));
        String name = "g" + UUID.randomUUID();
        path = "/v1/galleries/" + name;
        created(admin.post(
                "/v1/galleries",
                "application/json",
                "{\"name\": \"%s\", \"verification\": %s}"
                        .formatted(name, verification)
                        .getBytes(UTF_8)));
        for (String person : new String[] {ENROLLED, INACTIVE, WITHOUT_TEMPLATE}) {
            created(admin.post(
                    path + "/identities",
                    "application/json",
                    "{\"external_id\": \"%s\"}".formatted(person).getBytes(UTF_8)));
        }
        enrol(ENROLLED, GalleryScenario.ABDULLAH);
        enrol(INACTIVE, GalleryScenario.GORDON);
        admin.send(admin.request(path + "/identities/" + INACTIVE)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"active\": false}")))
                .assertOk();
    }

    private static void created(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private void enrol(String person, String file) {
        admin.post("%s/identities/%s/templates".formatted(path, person), GalleryScenario.form(file))
                .assertOk();
    }

    Reply verify(ServiceClient client, String person, String file) {
        return client.post("%s/identities/%s/verify".formatted(path, person), "image/jpeg", picture(file));
    }

    /** With the nonce of that answer. */
    Reply verify(String person, String file, Reply nonce) {
        return door.send(door.request("%s/identities/%s/verify".formatted(path, person))
                .header("Content-Type", "image/jpeg")
                .header("Facegate-Nonce", nonce.json().get("nonce").asText())
                .POST(BodyPublishers.ofByteArray(picture(file))));
    }

    Reply nonce(ServiceClient client, String person) {
        return client.post(
                path + "/nonces",
                "application/json",
                "{\"external_id\": \"%s\"}".formatted(person).getBytes(UTF_8));
    }
}
