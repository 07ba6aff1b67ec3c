package io.facegate.service;

import static io.facegate.service.GalleryScenario.ABDULLAH;
import static io.facegate.service.GalleryScenario.ABDULLAH_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.template.SearchIndex;
import io.facegate.service.template.SearchMethod;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Galleries, identities and templates are created, listed, changed and deleted. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class GalleryEndpointsIT {
    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "FACEGATE_DB_URL")
    String databaseUrl;

    @ConfigProperty(name = "FACEGATE_DB_OWNER")
    String owner;

    @ConfigProperty(name = "FACEGATE_DB_OWNER_PASSWORD")
    String ownerPassword;

    @Inject
    GalleryScenario gallery;

    @Test
    void aGalleryIsBoundToTheServedEmbedder() {
        JsonNode shown = get(gallery.path());

        assertThat(shown.get("name").asText()).isEqualTo(gallery.name());
        assertThat(shown.get("model")).isEqualTo(get("/v1/models").at("/embedder/id"));
        assertThat(shown.get("created_at").asText()).startsWith("20");
        gallery.postJson("/v1/galleries", "{\"name\": \"%s\"}".formatted(gallery.name()))
                .assertProblem(409, "already_exists");
    }

    @Test
    void listingTemplatesReadsNoEmbedding() throws SQLException {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        String columns =
                "gallery_id, template_id, identity_id, active, model_id, dimension, quality, source, content_hash, created_at";
        execute("REVOKE SELECT ON templates FROM facegate_application");
        execute("GRANT SELECT (%s) ON templates TO facegate_application".formatted(columns));
        try {
            JsonNode templates = get(gallery.identity("gul") + "/templates").get("templates");

            assertThat(templates).hasSize(1);
            assertThat(templates.get(0).get("source").asText()).isEqualTo("picture");
        } finally {
            execute("GRANT SELECT ON templates TO facegate_application");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "0.1000000000000000055511151231257827"})
    void aNumberThatWouldBeChangedIsRefused(String number) {
        gallery.postJson(
                        gallery.path() + "/identities",
                        "{\"external_id\": \"anna\", \"metadata\": {\"a\": [%s]}}".formatted(number))
                .assertProblem(400, "field_invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | field_invalid",
                "{\"name\": null} | field_invalid",
                "{\"name\": 5} | field_invalid",
                "{\"name\": \"Staff\"} | field_invalid",
                "{\"name\": \"a/b\"} | field_invalid",
                "{\"name\": \"a\", \"model\": \"b\"} | field_invalid",
                "[] | request_malformed",
                "{\"name\": | request_malformed",
                "'' | request_malformed"
            })
    void aBodyThatMakesNoGalleryIsAProblem(String body, String code) {
        gallery.postJson("/v1/galleries", body).assertProblem(400, code);
    }

    @Test
    void aGalleryMayHaveAFalseMatchRateOfItsOwn() {
        String name = "g" + UUID.randomUUID();
        Reply created = gallery.postJson("/v1/galleries", "{\"name\": \"%s\", \"fmr\": 1e-2}".formatted(name));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("fmr").doubleValue()).isEqualTo(0.01);

        String path = "/v1/galleries/" + name;
        assertThat(gallery.patch(path, "{\"fmr\": 0.001}")
                        .assertOk()
                        .json()
                        .get("fmr")
                        .doubleValue())
                .isEqualTo(0.001);
        gallery.patch(path, "{}").assertOk();
        assertThat(get(path).get("fmr").doubleValue()).isEqualTo(0.001);
        gallery.patch(path, "{\"fmr\": null}").assertOk();
        assertThat(get(path).get("fmr").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, 400, field_invalid", "'\"1e-3\"', 400, field_invalid", "1e-5, 422, fmr_not_calibrated"})
    void aFalseMatchRateThatCantBeIsAProblem(String fmr, int status, String code) {
        gallery.patch(gallery.path(), "{\"fmr\": %s}".formatted(fmr)).assertProblem(status, code);
        gallery.postJson("/v1/galleries", "{\"name\": \"new\", \"fmr\": %s}".formatted(fmr))
                .assertProblem(status, code);
        gallery.patch("/v1/galleries/nowhere", "{\"fmr\": null}").assertProblem(404, "gallery_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "No-Such", "%20", "a%5Cb"})
    void aGalleryThatDoesntExistIsAProblem(String name) {
        gallery.service().get("/v1/galleries/" + name).assertProblem(404, "gallery_not_found");
        gallery.service().get("/v1/galleries/%s/identities".formatted(name)).assertProblem(404, "gallery_not_found");
        gallery.service().method("DELETE", "/v1/galleries/" + name).assertProblem(404, "gallery_not_found");
    }

    @Test
    void listsArePagedWithoutGapsWhileRowsComeAndGo() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            gallery.create("p" + i, "Person");
            created.add("p" + i);
        }

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(gallery.path() + "/identities?limit=2" + next);
            page.get("identities")
                    .forEach(identity -> listed.add(identity.get("external_id").asText()));
            gallery.service().method("DELETE", gallery.identity(listed.get(listed.size() - 1)));
            next = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!next.isEmpty());

        assertThat(listed).isEqualTo(created);
        assertThat(get("/v1/galleries?limit=1").get("galleries")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=AAAA", "limit=0", "limit=1001", "limit=many"})
    void aPageThatCantBeIsAProblem(String query) {
        gallery.service().get("/v1/galleries?" + query).assertProblem(400, "parameter_invalid");
    }

    @Test
    void aChangeLeavesAbsentFieldsAsTheyAre() {
        gallery.postJson(
                gallery.path() + "/identities",
                "{\"external_id\": \"anna\", \"display_name\": \"Anna\", \"metadata\": {\"desk\": {\"floor\": 4, \"tags\": [\"a\"]}}}");

        Reply renamed = gallery.patch(gallery.identity("anna"), "{\"display_name\": \"Änne\"}");
        assertThat(renamed.assertOk().json().get("display_name").asText()).isEqualTo("Änne");

        JsonNode anna = get(gallery.identity("anna"));
        assertThat(anna.at("/metadata/desk/floor").intValue()).isEqualTo(4);
        assertThat(anna.at("/metadata/desk/tags/0").asText()).isEqualTo("a");
        assertThat(anna.get("active").booleanValue()).isTrue();

        gallery.patch(gallery.identity("anna"), "{\"display_name\": null, \"metadata\": null, \"active\": false}")
                .assertOk();
        JsonNode changed = get(gallery.identity("anna"));
        assertThat(changed.get("display_name").isNull()).isTrue();
        assertThat(changed.get("metadata")).isEmpty();
        assertThat(changed.get("active").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"display_name\": \"Anna\"}",
                "{\"external_id\": \"\"}",
                "{\"external_id\": 5}",
                "{\"external_id\": \"a\\u0000b\"}",
                "{\"external_id\": \"a\", \"metadata\": []}",
                "{\"external_id\": \"a\", \"metadata\": {\"a\": \"\\u0000\"}}",
                "{\"external_id\": \"a\", \"active\": \"yes\"}",
                "{\"external_id\": \"a\", \"active\": null}",
                "{\"external_id\": \"a\", \"name\": \"Anna\"}"
            })
    void aBodyThatMakesNoIdentityIsAProblem(String body) {
        gallery.postJson(gallery.path() + "/identities", body).assertProblem(400, "field_invalid");
        assertThat(get(gallery.path() + "/identities").get("identities")).isEmpty();
    }

    @Test
    void anExternalIdIsTakenOnce() {
        gallery.create("anna", "Anna");

        gallery.postJson(gallery.path() + "/identities", "{\"external_id\": \"anna\"}")
                .assertProblem(409, "already_exists");
    }

    @Test
    void aDeletedTemplateIdentityAndGalleryAreGone() {
        gallery.create("gul", "Abdullah");
        long template =
                gallery.enrol("gul", ABDULLAH).at("/results/0/template_id").longValue();
        JsonNode templates = get(gallery.identity("gul") + "/templates").get("templates");
        assertThat(templates).hasSize(1);
        assertThat(templates.at("/0/template_id").longValue()).isEqualTo(template);
        assertThat(templates.at("/0/source").asText()).isEqualTo("picture");

        gallery.create("other", "Other");
        delete(gallery.identity("other") + "/templates/" + template).assertProblem(404, "template_not_found");
        assertThat(delete(gallery.identity("gul") + "/templates/" + template).status())
                .isEqualTo(204);
        delete(gallery.identity("gul") + "/templates/" + template).assertProblem(404, "template_not_found");
        gallery.verify("gul", ABDULLAH).assertProblem(409, "identity_not_enrolled");

        gallery.enrol("gul", ABDULLAH);
        assertThat(delete(gallery.identity("gul")).status()).isEqualTo(204);
        gallery.verify("gul", ABDULLAH).assertProblem(404, "identity_not_found");
        assertThat(gallery.identify(ABDULLAH_AGAIN).get("outcome").asText()).isEqualTo("unknown");

        assertThat(delete(gallery.path()).status()).isEqualTo(204);
        gallery.service().get(gallery.path()).assertProblem(404, "gallery_not_found");
    }

    @Test
    void aDeletedGalleryTakesItsSearchIndexAlong() throws SQLException {
        gallery.create("gul", "Abdullah");
        gallery.enrol("gul", ABDULLAH);
        GalleryScenario other = new GalleryScenario(base);
        SearchIndex index = new SearchIndex(new GalleryName(gallery.name()), SearchMethod.HNSW_HALFVEC);
        SearchIndex indexOfOther = new SearchIndex(new GalleryName(other.name()), SearchMethod.HNSW_BINARY);
        try (Connection connection = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword)) {
            index.build(connection, "64MB");
            indexOfOther.build(connection, "64MB");
            assertThat(searchIndexes(connection)).isEqualTo(2);

            assertThat(delete(gallery.path()).status()).isEqualTo(204);

            assertThat(searchIndexes(connection)).isEqualTo(1);
            assertThat(indexOfOther.size(connection)).isPositive();
            delete(other.path());
            assertThat(searchIndexes(connection)).isZero();
        }
    }

    private static int searchIndexes(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows =
                        sql.executeQuery("SELECT count(*) FROM pg_class WHERE relname LIKE 'templates%hnsw%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private JsonNode get(String path) {
        return gallery.service().get(path).assertOk().json();
    }

    private Reply delete(String path) {
        return gallery.service().method("DELETE", path);
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword);
                Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}
