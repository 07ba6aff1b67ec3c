package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scores as the database itself gives them. Of three directions, two have centres. Anna lies in the crowd around the first
 * centre, Bert apart from everybody.
 */
@SuppressWarnings("NullAway.Init") // set before each test
class ScoresIT {
    private static final String ANNA = "[0.96,0.28,0]";
    private static final String BERT = "[0,0.8,-0.6]";
    /** As near to Anna as to Bert, nearly. */
    private static final String PROBE = "[0.6,0.8,0]";

    private static final String CENTRES = "ARRAY['[1,0,0]','[0,0,1]']::vector[]";
    private static final String OTHER_CENTRES = "ARRAY['[0,1,0]','[0,0,-1]']::vector[]";
    /** The means of the greater cosines are Anna's 0.96, Bert's 0, the probe's 0.6; of the others' 0.28, 0.8, 0.8. */
    private static final List<Found> BY_CENTRES = List.of(found("bert", 0.64, 0.34), found("anna", 0.8, 0.02));

    private static final List<Found> BY_OTHERS = List.of(found("anna", 0.8, 0.26), found("bert", 0.64, -0.16));
    private static final List<Found> BY_COSINE = List.of(found("anna", 0.8, 0.8), found("bert", 0.64, 0.64));

    private TestDatabase database;
    private Connection application;

    private record Found(String person, String similarity, String score) {}

    private static Found found(String person, double similarity, double score) {
        return new Found(person, round(similarity), round(score));
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @BeforeEach
    void makeAGallery() throws SQLException {
        database = PostgresServer.shared().newDatabase().migrate();
        application = database.connectAsApplication();
        execute("INSERT INTO models (model_id, dimension) VALUES ('toy-3', 3)");
        execute("INSERT INTO galleries (name, model_id) VALUES ('staff', 'toy-3')");
        execute(
                "INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, unnest('{anna,bert}'::text[]) FROM galleries");
    }

    @AfterEach
    void close() throws SQLException {
        application.close();
        database.close();
    }

    @Test
    void withoutCentresTheScoreIsTheCosine() throws SQLException {
        enrolBoth();

        assertThat(nearest()).isEqualTo(BY_COSINE);
        assertThat(scoreOf("anna")).isEqualTo(BY_COSINE.subList(0, 1));
        assertThat(number("SELECT max(abs(crowding)) FROM templates")).isZero();
    }

    @Test
    void whoeverResemblesEverybodyIsNotTheNearest() throws SQLException {
        use("first", CENTRES);
        enrolBoth();

        assertThat(nearest()).isEqualTo(BY_CENTRES);
        assertThat(scoreOf("anna")).isEqualTo(BY_CENTRES.subList(1, 2));
        assertThat(find("first", -2)).isEqualTo(BY_CENTRES);
        assertThat(find("first", 0.1)).isEqualTo(BY_CENTRES.subList(0, 1));
        assertThat(find(null, -2)).isEqualTo(BY_COSINE);
    }

    @Test
    void theBestTemplateOfAPersonIsTheOneWithTheBestScore() throws SQLException {
        use("first", CENTRES);
        enrol("anna", ANNA);
        enrol("anna", BERT);

        assertThat(nearest()).containsExactly(found("anna", 0.64, 0.34));
        assertThat(scoreOf("anna")).containsExactly(found("anna", 0.64, 0.34));
    }

    @Test
    void theVersionBeforeGoesOnByTheCosine() throws SQLException {
        use("first", CENTRES);
        enrolBoth();

        assertThat(strings(
                        "SELECT external_id FROM search_identities('staff', 'toy-3', '%s', 5, 0.7)".formatted(PROBE)))
                .containsExactly("anna");
        assertThat(number("SELECT identity_similarity('staff', 'bert', '%s')".formatted(PROBE)))
                .isCloseTo(0.64, within(1e-6));
    }

    @Test
    void templatesOfBeforeTheCentresAreScoredWhileTheyAreSearchedAndThenForGood() throws SQLException {
        enrolBoth();
        use("first", CENTRES);
        assertThat(unscored()).isEqualTo(2);
        assertThat(nearest()).isEqualTo(BY_CENTRES);
        assertThat(scoreOf("bert")).isEqualTo(BY_CENTRES.subList(0, 1));

        scoreAll(1);

        assertThat(unscored()).isZero();
        assertThat(nearest()).isEqualTo(BY_CENTRES);
        assertThat(scoreOf("bert")).isEqualTo(BY_CENTRES.subList(0, 1));
        assertThat(number("SELECT crowding FROM templates ORDER BY template_id LIMIT 1"))
                .isCloseTo(0.96, within(1e-6));
    }

    @Test
    void anotherCalibrationIsAnotherScoreAndEachServiceGetsItsOwn() throws SQLException {
        use("first", CENTRES);
        enrolBoth();
        use("second", OTHER_CENTRES);

        assertThat(nearest()).isEqualTo(BY_OTHERS);
        assertThat(find("first", -2)).isEqualTo(BY_CENTRES);
        assertThat(continueScoring(1)).isEqualTo("more"); // begins
        assertThat(continueScoring(1)).isEqualTo("more"); // Anna
        assertThat(unscored()).isEqualTo(1);
        assertThat(find("second", -2)).isEqualTo(BY_OTHERS);
        assertThat(find("first", -2)).isEqualTo(BY_CENTRES);

        scoreAll(1);

        assertThat(unscored()).isZero();
        assertThat(find("second", -2)).isEqualTo(BY_OTHERS);
        assertThat(find("first", -2)).isEqualTo(BY_CENTRES);
        execute("SELECT use_centres('toy-3', NULL, NULL, NULL)");
        assertThat(nearest()).isEqualTo(BY_COSINE);
        assertThat(continueScoring(1)).isEqualTo("finished");
    }

    @Test
    void thePassWaitsForThoseWhoStillEnrolByTheSetOfBefore() throws SQLException {
        try (Connection other = database.connectAsApplication()) {
            other.setAutoCommit(false);
            execute(other, template("anna", ANNA));
            use("first", CENTRES);
            assertThat(continueScoring(100)).isEqualTo("taken");
            other.commit();
        }

        scoreAll(100);

        assertThat(unscored()).isZero();
    }

    @Test
    void thePassWaitsForNobodyWhoHasATemplateLocked() throws SQLException {
        enrolBoth();
        use("first", CENTRES);
        try (Connection other = database.connectAsApplication()) {
            other.setAutoCommit(false);
            execute(other, "UPDATE identities SET active = false WHERE external_id = 'bert'");
            assertThat(continueScoring(100)).isEqualTo("more");
            assertThat(continueScoring(100)).isEqualTo("taken");
            other.commit();
        }

        scoreAll(100);

        assertThat(unscored()).isZero();
    }

    @Test
    void centresThatNobodyMadeKnownAreAnError() throws SQLException {
        enrolBoth();

        for (String question : List.of(
                "SELECT find_identities('staff', 'toy-3', 'unheard', '%s', 1, 0)".formatted(PROBE),
                "SELECT identity_score('staff', 'anna', 'toy-3', 'unheard', '%s')".formatted(PROBE))) {
            assertThatThrownBy(() -> strings(question))
                    .hasMessageContaining("Model toy-3 has no such centres here")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("FG005");
        }
        assertThatThrownBy(() -> use("flat", "ARRAY['[1,0]','[0,1]']::vector[]"))
                .hasMessageContaining("centres of 3 values");
    }

    @Test
    void theApplicationCantSetAScoreItself() {
        for (String command : List.of(
                "UPDATE templates SET crowding = 0",
                "UPDATE models SET centres_id = NULL",
                "DELETE FROM centres",
                "INSERT INTO centre_sets (model_id, fingerprint, nearest) VALUES ('toy-3', 'x', 1)")) {
            assertThatThrownBy(() -> execute(command))
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    void whatIsInsertedBesideTheEmbeddingDoesNotCount() throws SQLException {
        use("first", CENTRES);
        execute(template("anna", ANNA)
                .replace("content_hash)", "content_hash, crowding, centres_id)")
                .replace(" FROM identities", ", -1, 7 FROM identities"));

        assertThat(unscored()).isZero();
        assertThat(scoreOf("anna")).isEqualTo(BY_CENTRES.subList(1, 2));
    }

    @Test
    void anEmptiedGalleryHasTheSettingsOfTheFullOne() throws SQLException {
        execute("UPDATE galleries SET population = 'children', fmr = 0.001");

        execute("SELECT begin_gallery_emptying('staff')");

        assertThat(strings("SELECT population || ' ' || fmr || ' ' || identities FROM gallery_overview"))
                .containsExactly("children 0.001 0");
    }

    private void enrolBoth() throws SQLException {
        enrol("anna", ANNA);
        enrol("bert", BERT);
    }

    private void enrol(String person, String embedding) throws SQLException {
        execute(template(person, embedding));
    }

    private static String template(String person, String embedding) {
        return """
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT gallery_id, identity_id, 'toy-3', '%1$s', 'embedding', sha256('%1$s') FROM identities WHERE external_id = '%2$s'""".formatted(embedding, person);
    }

    private void use(String fingerprint, String centres) throws SQLException {
        execute("SELECT use_centres('toy-3', '%s', 1, %s)".formatted(fingerprint, centres));
    }

    private void scoreAll(int part) throws SQLException {
        String state = "more";
        for (int i = 0; i < 10 && !state.equals("finished"); i++) {
            state = continueScoring(part);
        }
        assertThat(state).isEqualTo("finished");
    }

    private String continueScoring(int part) throws SQLException {
        return strings("SELECT continue_scoring(%d)".formatted(part)).get(0);
    }

    private double unscored() throws SQLException {
        return number("SELECT count(*) FROM templates t JOIN models m USING (model_id)"
                + " WHERE t.centres_id IS DISTINCT FROM m.centres_id");
    }

    private List<Found> nearest() throws SQLException {
        return found(
                "SELECT external_id, similarity, score FROM nearest_identities('staff', '%s', 5, -2)".formatted(PROBE));
    }

    private List<Found> find(@Nullable String centres, double minimum) throws SQLException {
        return found("SELECT external_id, similarity, score FROM find_identities('staff', 'toy-3', %s, '%s', 5, %s)"
                .formatted(centres == null ? "NULL" : "'" + centres + "'", PROBE, minimum));
    }

    private List<Found> scoreOf(String person) throws SQLException {
        return found("SELECT '%1$s', similarity, score FROM identity_score('staff', '%1$s', '%2$s')"
                .formatted(person, PROBE));
    }

    private List<Found> found(String question) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement sql = application.prepareStatement(question);
                ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                found.add(found(rows.getString(1), rows.getFloat(2), rows.getFloat(3)));
            }
        }
        return found;
    }

    private double number(String question) throws SQLException {
        return Double.parseDouble(strings(question).get(0));
    }

    private List<String> strings(String question) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement sql = application.createStatement();
                ResultSet rows = sql.executeQuery(question)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private void execute(String command) throws SQLException {
        execute(application, command);
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}
