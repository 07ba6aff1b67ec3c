package io.facegate.service.compreface;

import static io.facegate.testing.TestData.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.access.key.KeyRepository;
import io.facegate.service.access.key.KeyText;
import io.facegate.service.access.key.NewKey;
import io.facegate.service.access.key.Pepper;
import io.facegate.testing.FormBody;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.TestKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.UUID;

/** Speaks to the interface with a key that stands for a gallery of its own, which is empty at first. */
final class CompreFaceClient {
    static final String RECOGNITION = "/api/v1/recognition/";

    private final ServiceClient service;
    private final String key;

    CompreFaceClient(ServiceClient service, String key) {
        this.service = service;
        this.key = key;
    }

    /** With all that a program may do. */
    static CompreFaceClient ofNewGallery(URI base, TestKeys administrators, KeyRepository keys) {
        return ofNewGallery(
                base,
                administrators,
                keys,
                Scope.IDENTIFY,
                Scope.VERIFY,
                Scope.ENROL,
                Scope.READ,
                Scope.DETECT,
                Scope.COMPARE);
    }

    static CompreFaceClient ofNewGallery(URI base, TestKeys administrators, KeyRepository keys, Scope... scopes) {
        String gallery = "g" + UUID.randomUUID();
        ServiceClient service = new ServiceClient(base);
        assertThat(service.withKey(administrators.with("admin"))
                        .post(
                                "/v1/galleries",
                                "application/json",
                                "{\"name\": \"%s\"}".formatted(gallery).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
        return new CompreFaceClient(service, uuidKey(keys, gallery, scopes));
    }

    /** As {@code ./facegate keys create --compreface} makes it. */
    static String uuidKey(KeyRepository keys, String gallery, Scope... scopes) {
        NewKey wanted =
                new NewKey("of a test", Set.of(scopes), new BoundGalleries(Set.of(new GalleryName(gallery))), null);
        return keys.create(wanted, KeyText.randomUuid(), Pepper.of(TestKeys.PEPPER))
                .await()
                .indefinitely()
                .text()
                .text();
    }

    String key() {
        return key;
    }

    ServiceClient service() {
        return service;
    }

    HttpRequest.Builder request(String path) {
        return service.request(path).header("x-api-key", key);
    }

    Reply get(String path) {
        return service.send(request(RECOGNITION + path).GET());
    }

    Reply delete(String path) {
        return service.send(request(RECOGNITION + path).DELETE());
    }

    Reply json(String method, String path, String body) {
        return service.send(request(RECOGNITION + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** With the picture as the part {@code file}. */
    Reply post(String path, String file) {
        return post(path, new FormBody().file("file", picture(file)));
    }

    Reply post(String path, FormBody form) {
        return service.post(RECOGNITION + path, form, "x-api-key", key);
    }

    /** An example of somebody. */
    JsonNode add(String subject, String file) {
        Reply reply = post("faces?subject=" + subject, file);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    static void assertError(Reply reply, int status, int code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.json().fieldNames()).toIterable().containsExactlyInAnyOrder("message", "code");
        assertThat(reply.json().get("code").asInt()).as(reply.body()).isEqualTo(code);
    }
}
