package io.facegate.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.database.DatabaseTestResource;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.Reply;
import io.facegate.testing.ServiceClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is large is gone at once for everybody, and deleted in parts. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class DeletionIT {
    /** Three parts. */
    private static final int PEOPLE = 5_000;

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "FACEGATE_DB_URL")
    String databaseUrl;

    @ConfigProperty(name = "FACEGATE_DB_OWNER")
    String owner;

    @ConfigProperty(name = "FACEGATE_DB_OWNER_PASSWORD")
    String ownerPassword;

    private ServiceClient service;
    private Connection database;
    /** Whoever holds what is to be deleted. */
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        service = new ServiceClient(base);
        database = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword);
        other = DriverManager.getConnection("jdbc:" + databaseUrl, owner, ownerPassword);
        other.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        other.rollback();
        other.close();
        database.close();
    }

    @Test
    void aGalleryThatIsDeletedSoonIsAnswered204() throws SQLException {
        LargeGallery gallery = LargeGallery.of(database, PEOPLE);
        long id = gallery.id();
        long space = gallery.count("SELECT space_id FROM gallery_models WHERE gallery_id = " + id);
        String signs = "SELECT count(*) FROM template_signs WHERE space_id = " + space;
        assertThat(gallery.count(signs)).isEqualTo(PEOPLE);

        assertThat(service.method("DELETE", gallery.path()).status()).isEqualTo(204);

        assertThat(remaining(gallery, id)).isZero();
        assertThat(gallery.count(signs)).isZero();
        assertThat(gallery.count("SELECT count(*) FROM galleries WHERE gallery_id = " + id))
                .isZero();
        service.method("DELETE", gallery.path()).assertProblem(404, "gallery_not_found");
    }

    @Test
    void aGalleryThatIsBeingDeletedAnswersNobodyAndItsNameIsFree() throws Exception {
        LargeGallery gallery = LargeGallery.of(database, PEOPLE);
        long id = gallery.id();
        hold("SELECT FROM templates WHERE gallery_id = %d AND template_id = (SELECT max(template_id) FROM templates)"
                .formatted(id));

        Reply accepted = service.method("DELETE", gallery.path());

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        JsonNode job = accepted.json();
        assertThat(accepted.header("Location")).endsWith("/v1/jobs/" + job.get("job_id"));
        assertThat(job.get("kind").asText()).isEqualTo("delete_gallery");
        assertThat(job.get("gallery").asText()).isEqualTo(gallery.name());
        assertThat(job.get("state").asText()).isEqualTo("running");
        assertThat(job.get("templates").longValue()).as("two parts are gone").isEqualTo(4_000);
        service.get(gallery.path()).assertProblem(404, "gallery_not_found");
        service.get(gallery.path() + "/identities/p1").assertProblem(404, "gallery_not_found");
        service.get(gallery.path() + "/export").assertProblem(404, "gallery_not_found");
        service.method("DELETE", gallery.path()).assertProblem(404, "gallery_not_found");
        assertThat(service.get("/v1/galleries?limit=1000")
                        .assertOk()
                        .json()
                        .at("/galleries")
                        .findValuesAsText("name"))
                .doesNotContain(gallery.name());
        for (String shown :
                new String[] {"gallery_overview", "identity_overview", "template_overview", "move_overview"}) {
            assertThat(gallery.count("SELECT count(*) FROM %s WHERE gallery IS NULL OR gallery = '%s'"
                            .formatted(shown, gallery.name())))
                    .as(shown)
                    .isZero();
        }

        assertThat(postJson("/v1/galleries", "{\"name\": \"%s\"}".formatted(gallery.name()))
                        .status())
                .as("the name is free")
                .isEqualTo(201);

        other.rollback();
        Eventually.until("all is deleted", () -> state(job).equals("finished"));
        JsonNode done = service.get("/v1/jobs/" + job.get("job_id")).assertOk().json();
        assertThat(done.get("templates").longValue()).isEqualTo(PEOPLE);
        assertThat(done.get("identities").longValue()).isEqualTo(PEOPLE);
        assertThat(done.get("finished_at").isNull()).isFalse();
        assertThat(remaining(gallery, id)).isZero();
        service.get(gallery.path()).assertOk();
    }

    @Test
    void everybodyOfAGalleryGoesAtOnceAndTheGalleryStays() throws Exception {
        LargeGallery gallery = LargeGallery.of(database, PEOPLE);
        gallery.execute("UPDATE galleries SET fmr = 0.001 WHERE name = '%s'".formatted(gallery.name()));
        JsonNode before = service.get(gallery.path()).assertOk().json();
        long id = gallery.id();
        hold("SELECT FROM templates WHERE gallery_id = %d AND template_id = (SELECT max(template_id) FROM templates)"
                .formatted(id));

        service.method("DELETE", gallery.path() + "/identities").assertProblem(400, "parameter_invalid");
        service.method("DELETE", gallery.path() + "/identities/").assertProblem(400, "parameter_invalid");
        assertThat(gallery.id()).isEqualTo(id);
        Reply accepted = service.method("DELETE", gallery.path() + "/identities?confirm=" + gallery.name());

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(service.get(gallery.path()).assertOk().json()).isEqualTo(before);
        assertThat(service.get(gallery.path() + "/identities").assertOk().json().get("identities"))
                .isEmpty();
        assertThat(postJson(gallery.path() + "/identities", "{\"external_id\": \"p1\"}")
                        .status())
                .isEqualTo(201);
        other.rollback();
        Eventually.until("all is deleted", () -> state(accepted.json()).equals("finished"));
        assertThat(remaining(gallery, id)).isZero();
        service.get(gallery.path() + "/identities/p1").assertOk();
    }

    @Test
    void templatesOfAModelThatTheGalleryHasLeftGoInPartsAndItCantMoveBackMeanwhile() throws Exception {
        LargeGallery gallery = LargeGallery.of(database, PEOPLE);
        gallery.addTheModelThatItHasLeft();
        gallery.execute(
                "DELETE FROM templates t USING identities i WHERE i.identity_id = t.identity_id AND i.gallery_id = %d"
                                .formatted(gallery.id())
                        + " AND external_id IN ('p1', 'p2') AND model_id = 'toy-3'");
        hold("SELECT FROM templates WHERE gallery_id = %d AND template_id = (SELECT max(template_id) FROM templates)"
                .formatted(gallery.id()));

        Reply accepted = service.method("POST", gallery.path() + "/move/drop");

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.json().get("kind").asText()).isEqualTo("drop_model");
        assertThat(accepted.json().get("model").asText()).isEqualTo(LargeGallery.OTHER_MODEL);
        service.get(gallery.path() + "/move").assertProblem(404, "move_not_found");
        service.method("DELETE", gallery.path() + "/move").assertProblem(409, "gallery_moving");
        Reply again = service.method("POST", gallery.path() + "/move/drop");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("job_id")).isEqualTo(accepted.json().get("job_id"));
        other.rollback();
        Eventually.until("all is deleted", () -> state(accepted.json()).equals("finished"));
        assertThat(gallery.count("SELECT count(*) FROM templates WHERE model_id = 'toy-2'"))
                .isZero();
        assertThat(gallery.count("SELECT count(*) FROM templates WHERE gallery_id = " + gallery.id()))
                .isEqualTo(PEOPLE - 2);
        assertThat(gallery.count("SELECT count(*) FROM identities WHERE lost_templates"))
                .isEqualTo(2);
        service.method("POST", gallery.path() + "/move/drop").assertProblem(404, "move_not_found");
    }

    @Test
    void aJobThatIsntThereIsAProblem() {
        service.get("/v1/jobs/0").assertProblem(404, "job_not_found");
        service.get("/v1/jobs/abc").assertProblem(404, "job_not_found");
    }

    private void hold(String rows) throws SQLException {
        other.createStatement().execute(rows + " FOR UPDATE");
    }

    private Reply postJson(String path, String json) {
        return service.post(path, "application/json", json.getBytes(UTF_8));
    }

    private String state(JsonNode job) {
        return service.get("/v1/jobs/" + job.get("job_id"))
                .assertOk()
                .json()
                .get("state")
                .asText();
    }

    private static long remaining(LargeGallery gallery, long id) throws SQLException {
        return gallery.count(
                "SELECT (SELECT count(*) FROM templates WHERE gallery_id = %1$d) + (SELECT count(*) FROM identities WHERE gallery_id = %1$d)"
                        .formatted(id));
    }
}
