package io.facegate.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.RawConnection;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person has one name, and no name reaches anything but that person. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class ExternalIdIT {
    @TestHTTPResource
    URI base;

    @Inject
    GalleryScenario gallery;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                " .. ",
                "a/../b",
                "a\\\\..",
                "%2e%2e",
                "\\ud83d",
                "a\\ude00",
                "a\\u0007b",
                "a\\u0085b",
                "an\\u200bna",
                "\\u3000",
                "a\\u202enna"
            })
    void whatLeadsElsewhereOrIsNotSeenIsNoId(String id) {
        String body = "{\"external_id\": \"%s\"}".formatted(id);
        gallery.create("anna", "Anna");

        gallery.postJson(gallery.path() + "/identities", body).assertProblem(400, "field_invalid");
        gallery.patch(gallery.identity("anna"), body).assertProblem(400, "field_invalid");

        assertThat(get(gallery.path() + "/identities").get("identities")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "GET", "PATCH", "POST", "PUT", "HEAD", "OPTIONS"})
    void aDotSegmentReachesNothingByAnyMethod(String method) throws Exception {
        gallery.create("anna", "Anna");
        for (String segment : new String[] {
            "..", ".", "%2E%2E", "%2e.", "%252e%252e", "x%2F..%2F..", "..%5C", "..;x", "anna/templates/..", "a%00b"
        }) {
            for (String path : new String[] {gallery.identity(segment), gallery.path() + "/" + segment}) {
                String answer = RawConnection.ask(
                        base, "%s %s HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n".formatted(method, path));
                assertThat(answer)
                        .as(path)
                        .startsWith("HTTP/1.1 400 ")
                        .containsIgnoringCase("application/problem+json");
            }
        }
        assertThat(get(gallery.identity("anna")).get("display_name").asText()).isEqualTo("Anna");
    }

    @Test
    void formsThatLookTheSameAreTheSamePerson() {
        Reply created =
                gallery.postJson(gallery.path() + "/identities", "{\"external_id\": \" Andre\\u0301 \\u00a0\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("external_id").asText()).isEqualTo("Andr\u00E9");

        gallery.postJson(gallery.path() + "/identities", "{\"external_id\": \"Andr\\u00e9\"}")
                .assertProblem(409, "already_exists");
        for (String sent : new String[] {"Andr%C3%A9", "Andre%CC%81", "%20Andr%C3%A9%20"}) {
            assertThat(get(gallery.identity(sent)).get("external_id").asText()).isEqualTo("Andr\u00E9");
        }
        gallery.service().get(gallery.identity("ANDR%C3%89")).assertProblem(404, "identity_not_found");
    }

    @Test
    void whatTheDatabaseCantKeepIsRefusedInEveryText() {
        for (String body : new String[] {
            "{\"external_id\": \"a\", \"display_name\": \"\\ud83d\"}",
            "{\"external_id\": \"a\", \"metadata\": {\"a\": [\"\\udc00x\"]}}",
            "{\"external_id\": \"a\", \"metadata\": {\"\\ud83d\": 1}}"
        }) {
            assertThat(gallery.postJson(gallery.path() + "/identities", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void anIdentityIsRenamedWithAllThatBelongsToIt() {
        gallery.create("anna", "Anna");
        gallery.create("bert", "Bert");
        gallery.enrol("anna", GalleryScenario.ABDULLAH);

        JsonNode renamed = gallery.patch(gallery.identity("anna"), "{\"external_id\": \" e-4712 \"}")
                .assertOk()
                .json();

        assertThat(renamed.get("external_id").asText()).isEqualTo("e-4712");
        assertThat(renamed.get("display_name").asText()).isEqualTo("Anna");
        gallery.service().get(gallery.identity("anna")).assertProblem(404, "identity_not_found");
        assertThat(get(gallery.identity("e-4712") + "/templates").get("templates"))
                .hasSize(1);
        assertThat(gallery.verify("e-4712", GalleryScenario.ABDULLAH_AGAIN)
                        .assertOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("access_granted");
        gallery.patch(gallery.identity("bert"), "{\"external_id\": \"e-4712\"}").assertProblem(409, "already_exists");
        gallery.patch(gallery.identity("bert"), "{\"external_id\": null}").assertProblem(400, "field_invalid");
        gallery.patch(gallery.identity("bert"), "{\"external_id\": \"bert\"}").assertOk();
    }

    private JsonNode get(String path) {
        return gallery.service().get(path).assertOk().json();
    }
}
