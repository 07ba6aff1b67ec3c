package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema itself refuses, whoever asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaIT {
    private static final String TEMPLATE = """
            INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
            SELECT gallery_id, identity_id, '%s', '%s', 'embedding', sha256('%s') FROM identities WHERE external_id = 'anna'""";

    private final TestDatabase database = PostgresServer.shared().newDatabase().migrate();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Connection application;

    @BeforeAll
    void connect() throws SQLException {
        application = database.connectAsApplication();
    }

    @AfterAll
    void close() throws SQLException {
        application.close();
        database.close();
    }

    @BeforeEach
    void enrolAnna() throws SQLException {
        execute("DELETE FROM galleries");
        execute("INSERT INTO models VALUES ('two', 2), ('another-two', 2) ON CONFLICT DO NOTHING");
        execute("INSERT INTO galleries (name, model_id) VALUES ('staff', 'two')");
        execute("INSERT INTO identities (gallery_id, external_id, display_name, metadata)"
                + " SELECT gallery_id, 'anna', 'Anna Secret', '{\"phone\": \"555-0199\"}' FROM galleries");
        execute(TEMPLATE.formatted("two", "[0.6,0.8]", "picture"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE public.mine (i int)",
                "ALTER TABLE templates ADD COLUMN mine int",
                "DROP TABLE templates",
                "CREATE INDEX ON templates (created_at)",
                "DROP FUNCTION nearest_identities",
                "UPDATE templates SET embedding = '[1,0]'",
                "UPDATE models SET dimension = 3",
                "TRUNCATE templates",
                "SELECT * FROM flyway_schema_history",
                "DELETE FROM flyway_schema_history"
            })
    void theApplicationCantChangeTheSchemaOrATemplate(String command) {
        assertThatThrownBy(() -> execute(command))
                .isInstanceOf(SQLException.class)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void aTemplateOfAnotherModelThanItsGallerysIsRefused() {
        assertThatThrownBy(() -> execute(TEMPLATE.formatted("another-two", "[1,0]", "x")))
                .hasMessageContaining("holds no templates of model another-two");
    }

    @Test
    void evenTheOwnerWithoutTriggersCantMixModelsOrDimensions() throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            sql.execute("ALTER TABLE templates DISABLE TRIGGER complete_template");
            try {
                String insert = """
                        INSERT INTO templates (gallery_id, identity_id, active, model_id, dimension, embedding, source, content_hash)
                        SELECT gallery_id, identity_id, true, '%s', %d, '%s', 'embedding', sha256('x') FROM identities""";
                assertThatThrownBy(() -> sql.execute(insert.formatted("another-two", 2, "[1,0]")))
                        .hasMessageContaining("foreign key");
                assertThatThrownBy(() -> sql.execute(insert.formatted("two", 3, "[1,0,0]")))
                        .hasMessageContaining("foreign key");
                assertThatThrownBy(() -> sql.execute(insert.formatted("two", 2, "[1,0,0]")))
                        .hasMessageContaining("check constraint");
            } finally {
                sql.execute("ALTER TABLE templates ENABLE TRIGGER complete_template");
            }
        }
    }

    @Test
    void aTemplateIsAUnitVector() {
        assertThatThrownBy(() -> execute(TEMPLATE.formatted("two", "[3,4]", "x")))
                .hasMessageContaining("check constraint");
        assertThatThrownBy(() -> execute(TEMPLATE.formatted("two", "[0,0]", "x")))
                .hasMessageContaining("check constraint");
    }

    @Test
    void aGalleryAnswersByAModelThatItHoldsTemplatesOf() throws SQLException {
        assertThatThrownBy(() -> execute("UPDATE galleries SET model_id = 'another-two'"))
                .hasMessageContaining("foreign key");

        execute("INSERT INTO gallery_models SELECT gallery_id, 'another-two', 2 FROM galleries");
        execute(TEMPLATE.formatted("another-two", "[1,0]", "picture"));
        assertThat(ask("SELECT similarity FROM nearest_identities('staff', '[1,0]', 1, 0)"))
                .as("it still answers by the first")
                .containsExactly("0.6");

        execute("UPDATE galleries SET model_id = 'another-two'");
        assertThat(ask("SELECT similarity FROM nearest_identities('staff', '[1,0]', 1, 0)"))
                .containsExactly("1");

        execute("DELETE FROM gallery_models WHERE model_id = 'two'");
        assertThat(ask("SELECT model_id FROM templates")).containsExactly("another-two");
    }

    @Test
    void thereIsNoTemplateOfAnIdentityInAnotherGallery() throws SQLException {
        execute("INSERT INTO galleries (name, model_id) VALUES ('visitors', 'two')");
        assertThatThrownBy(() -> execute("""
                        INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                        SELECT g.gallery_id, i.identity_id, 'two', '[1,0]', 'embedding', sha256('x')
                        FROM galleries g, identities i WHERE g.name = 'visitors'""")).hasMessageContaining("has no identity");
    }

    @Test
    void afterADeletionNoTableHoldsAnythingOfThePerson() throws SQLException {
        assertThat(tablesThatMention("anna", "Anna Secret", "555-0199", "0.6,0.8"))
                .containsExactlyInAnyOrder("identities", "templates");

        execute("DELETE FROM identities WHERE external_id = 'anna'");

        assertThat(tablesThatMention("anna", "Anna Secret", "555-0199", "0.6,0.8"))
                .isEmpty();
        assertThat(ask("SELECT count(*) FROM templates")).containsExactly("0");
        assertThat(ask("SELECT count(*) FROM template_signs")).containsExactly("0");
    }

    @Test
    void signsAreThoseOfTheActiveTemplatesAndUnpacked() throws SQLException {
        String active = "SELECT count(*) FROM templates WHERE active";
        String kept = """
                SELECT count(*) FROM template_signs s JOIN templates t USING (template_id)
                JOIN gallery_models m ON m.space_id = s.space_id AND m.gallery_id = t.gallery_id AND m.model_id = t.model_id
                WHERE t.active AND s.signs = binary_quantize(t.embedding)::bit varying""";
        assertThat(ask(active)).isNotEqualTo(List.of("0"));
        assertThat(ask(kept)).isEqualTo(ask(active)).isEqualTo(ask("SELECT count(*) FROM template_signs"));
        assertThat(ask("SELECT DISTINCT pg_column_size(signs) - octet_length(signs) FROM template_signs"))
                .as("bytes of its head: four of the length, four of the number of bits")
                .containsExactly("8");

        execute("UPDATE identities SET active = false");
        assertThat(ask("SELECT count(*) FROM template_signs")).containsExactly("0");

        execute("UPDATE identities SET active = true");
        assertThat(ask(kept)).isEqualTo(ask(active));

        execute("DELETE FROM galleries");
        assertThat(ask("SELECT count(*) FROM template_signs")).containsExactly("0");
    }

    @Test
    void everyTableViewAndSearchFunctionIsDocumented() throws SQLException {
        assertThat(ask("""
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE 'flyway%'
                    AND obj_description(c.oid, 'pg_class') IS NULL""")).isEmpty();
        for (String function : List.of("nearest_identities", "identity_similarity", "choose_search")) {
            assertThat(ask("SELECT obj_description('%s'::regproc, 'pg_proc')".formatted(function))
                            .get(0))
                    .isNotBlank();
        }
    }

    @Test
    void aProbeThatCantBeComparedSaysWhy() {
        assertThatThrownBy(() -> ask("SELECT * FROM nearest_identities('staff', '[1,0,0]', 1, 0)"))
                .hasMessageContaining("has 3 values")
                .hasMessageContaining("needs 2");
        assertThatThrownBy(() -> ask("SELECT * FROM nearest_identities('staff', '[0,0]', 1, 0)"))
                .hasMessageContaining("length above 0");
        assertThatThrownBy(() -> ask("SELECT * FROM nearest_identities('nowhere', '[1,0]', 1, 0)"))
                .hasMessageContaining("no gallery nowhere");
        assertThatCode(() -> ask("SELECT * FROM nearest_identities('staff', '[2,0]', 1, 0)"))
                .doesNotThrowAnyException();
    }

    private List<String> tablesThatMention(String... texts) throws SQLException {
        List<String> mentioning = new ArrayList<>();
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            List<String> tables = rows(
                    sql.executeQuery(
                            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm')"));
            for (String table : tables) {
                for (String row : rows(sql.executeQuery("SELECT t::text FROM %s t".formatted(table)))) {
                    if (List.of(texts).stream().anyMatch(row::contains) && !mentioning.contains(table)) {
                        mentioning.add(table);
                    }
                }
            }
        }
        return mentioning;
    }

    private void execute(String command) throws SQLException {
        try (Statement sql = application.createStatement()) {
            sql.execute(command);
        }
    }

    private List<String> ask(String question) throws SQLException {
        try (Statement sql = application.createStatement()) {
            return rows(sql.executeQuery(question));
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(result.getString(1));
        }
        return rows;
    }
}
