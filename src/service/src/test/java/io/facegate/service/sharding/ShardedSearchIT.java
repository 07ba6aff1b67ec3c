package io.facegate.service.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A gallery whose people are on two servers, searched through a third, answers as one server that has them all. What that
 * takes is written to target/sharded-search.txt; {@code -Dfacegate.sharding.people=100000} measures a larger gallery.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ShardedSearchIT {
    private static final Path SCRIPTS = Path.of("postgres/sharding");
    private static final int PEOPLE = Integer.getInteger("facegate.sharding.people", 2000);
    private static final int PROBES = 50;
    private static final int SHARDS = 2;
    /** Above all strangers here, and below all probes of enrolled people. */
    private static final double STRANGERS_BELOW = 0.4;

    private static final String RANDOM_UNIT = """
            (SELECT l2_normalize(array_agg(random_normal())::real[]::vector) FROM generate_series(1, 512) WHERE %s IS NOT NULL)""";
    private static final String SEARCH = """
            SELECT external_id, similarity FROM search_identities(?, 'm-512', ?::vector, 5, ?, ?)""";

    private final TestDatabase single = PostgresServer.shared().newDatabase().migrate();
    private final List<TestDatabase> shards = new ArrayList<>();
    private Connection whole;
    private Connection router;

    private record Found(String person, float similarity) {}

    @BeforeAll
    void spreadOneGalleryOverTwoServers() throws Exception {
        whole = single.connectAsOwner();
        execute(whole, "SELECT setseed(0.5)");
        execute(whole, "INSERT INTO models VALUES ('m-512', 512)");
        addGallery(whole, "crowd");
        execute(
                whole,
                "INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, 'p' || n FROM galleries, generate_series(1, %d) n"
                        .formatted(PEOPLE));
        // two pictures of every tenth
        execute(whole, """
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT gallery_id, identity_id, 'm-512', %s, 'import', sha256((identity_id || '-' || n)::bytea)
                FROM identities, LATERAL generate_series(0, (identity_id %% 10 = 0)::integer) n""".formatted(RANDOM_UNIT.formatted("identity_id + n")));
        execute(
                whole,
                "CREATE TABLE asked AS SELECT n, l2_normalize(l2_normalize(embedding) + %s) AS probe FROM (SELECT row_number() OVER (ORDER BY template_id) AS n, embedding FROM templates ORDER BY template_id LIMIT %d) t"
                        .formatted(RANDOM_UNIT.formatted("n"), PROBES));
        choose(whole);

        TestDatabase routing = PostgresServer.reachingOthers("router").firstDatabase();
        router = routing.connectAsOwner();
        execute(router, Files.readString(SCRIPTS.resolve("router.sql")));
        for (int i = 0; i < SHARDS; i++) {
            TestDatabase shard =
                    PostgresServer.reachingOthers("shard" + i).firstDatabase().migrate();
            shards.add(shard);
            fill(shard, i);
            addShard("shard" + i, port(shard), shard);
            execute(router, "INSERT INTO placements VALUES ('crowd', 'shard%d')".formatted(i));
        }
    }

    @AfterAll
    void close() throws SQLException {
        router.close();
        whole.close();
        single.close();
    }

    @Test
    void theAnswersAreThoseOfOneServer() throws SQLException {
        for (String probe : probes()) {
            List<Found> expected = search(whole, probe, -1, "exact");

            assertThat(expected).hasSize(5);
            assertThat(search(router, probe, -1, "exact")).isEqualTo(expected);
        }
    }

    @Test
    void theyAreByTheWayOfSearchingThatTheGalleryHasToo() throws SQLException {
        for (String method : Arrays.asList(null, "binary")) {
            for (String probe : probes()) {
                List<Found> expected = search(whole, probe, STRANGERS_BELOW, "exact");

                assertThat(expected).hasSize(1);
                assertThat(search(router, probe, STRANGERS_BELOW, method)).isEqualTo(expected);
            }
        }
    }

    @Test
    void bothShardsHaveAPartAndNoProbeStays() throws SQLException {
        search(router, probes().get(0), -1, "exact");

        long people = 0;
        for (TestDatabase shard : shards) {
            try (Connection connection = shard.connectAsOwner()) {
                long part = number(connection, "SELECT count(*) FROM identities");
                assertThat(part).isBetween(PEOPLE / 3L, PEOPLE * 2L / 3);
                people += part;
                assertThat(number(connection, "SELECT count(*) FROM probes")).isZero();
            }
        }
        assertThat(people).isEqualTo(PEOPLE);
    }

    @Test
    void aGalleryOnOneShardIsSearchedThereAlone() throws SQLException {
        try (Connection shard = shards.get(1).connectAsOwner()) {
            addGallery(shard, "door");
            execute(shard, """
                    INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, 'anna' FROM galleries WHERE name = 'door'""");
            execute(shard, """
                    INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                    SELECT i.gallery_id, i.identity_id, 'm-512', t.embedding, 'import', sha256('anna')
                    FROM identities i, (SELECT embedding FROM templates LIMIT 1) t WHERE i.external_id = 'anna'""");
            execute(router, "INSERT INTO placements VALUES ('door', 'shard1')");
            String probe = strings(shard, "SELECT embedding::text FROM templates WHERE content_hash = sha256('anna')")
                    .get(0);

            // the other shard doesn't know the gallery, and would say so
            assertThat(search(router, "door", probe, 0.9, null))
                    .extracting(Found::person)
                    .containsExactly("anna");
        }
    }

    @Test
    void anUnknownGalleryIsAnError() {
        assertThatThrownBy(() -> search(router, "nowhere", "[1]", 0, null))
                .hasMessageContaining("There is no gallery nowhere")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("FG001");
    }

    @Test
    void aShardThatCantBeAskedIsAnErrorAndNeverAPartOfAnAnswer() throws SQLException {
        addShard("gone", 1, shards.get(0));
        execute(router, "INSERT INTO placements VALUES ('half', 'shard0'), ('half', 'gone')");

        assertThatThrownBy(() -> search(router, "half", probes().get(0), -1, "exact"))
                .hasMessageContaining("could not connect to server \"gone\"");
    }

    @Test
    void whatItTakesIsWrittenDown() throws Exception {
        StringBuilder figures = new StringBuilder(
                "%d people, %d shards, %d probes, k 5, milliseconds by the clock%n".formatted(PEOPLE, SHARDS, PROBES));
        for (String method : Arrays.asList("exact", "binary")) {
            figures.append(line(method + ", one server", whole, method));
            figures.append(line(method + ", router", router, method));
        }
        Files.writeString(Path.of("target/sharded-search.txt"), figures.toString());
        assertThat(figures.toString().lines()).hasSize(5);
    }

    private String line(String what, Connection connection, String method) throws SQLException {
        List<String> probes = probes();
        for (int i = 0; i < 10; i++) {
            search(connection, probes.get(i), -1, method);
        }
        List<Double> milliseconds = new ArrayList<>();
        for (String probe : probes) {
            long start = System.nanoTime();
            search(connection, probe, -1, method);
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        milliseconds.sort(null);
        return String.format(
                Locale.ROOT,
                "%-20s median %.1f, largest %.1f%n",
                what,
                milliseconds.get(PROBES / 2),
                milliseconds.get(PROBES - 1));
    }

    /** The people of one shard, by a hash of what they are called. */
    private void fill(TestDatabase shard, int part) throws SQLException, IOException {
        try (Connection connection = shard.connectAsOwner()) {
            execute(connection, Files.readString(SCRIPTS.resolve("shard.sql")));
            execute(connection, "INSERT INTO models VALUES ('m-512', 512)");
            addGallery(connection, "crowd");
            execute(connection, "CREATE TABLE brought (external_id text, embedding vector, content_hash bytea)");
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copy(whole).copyOut("""
                            COPY (SELECT external_id, embedding, content_hash FROM templates JOIN identities USING (gallery_id, identity_id)
                                WHERE abs(hashtext(external_id)) %% %d = %d ORDER BY template_id) TO STDOUT (FORMAT binary)""".formatted(SHARDS, part), rows);
            copy(connection)
                    .copyIn("COPY brought FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows.toByteArray()));
            execute(connection, """
                    INSERT INTO identities (gallery_id, external_id)
                    SELECT DISTINCT gallery_id, external_id FROM galleries, brought""");
            execute(connection, """
                    INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                    SELECT gallery_id, identity_id, 'm-512', embedding, 'import', content_hash
                    FROM brought JOIN identities USING (external_id)""");
            execute(connection, "DROP TABLE brought");
            choose(connection);
        }
    }

    private void addShard(String name, int port, TestDatabase shard) throws SQLException {
        try (PreparedStatement add = router.prepareStatement("SELECT add_shard(?, '127.0.0.1', ?, ?, ?, ?)")) {
            add.setString(1, name);
            add.setInt(2, port);
            add.setString(3, shard.name());
            add.setString(4, shard.owner());
            add.setString(5, shard.ownerPassword());
            add.execute();
        }
    }

    private static int port(TestDatabase shard) {
        return URI.create(shard.url()).getPort();
    }

    private List<String> probes() throws SQLException {
        return strings(whole, "SELECT probe::text FROM asked ORDER BY n");
    }

    private static List<Found> search(Connection connection, String probe, double atLeast, @Nullable String method)
            throws SQLException {
        return search(connection, "crowd", probe, atLeast, method);
    }

    private static List<Found> search(
            Connection connection, String gallery, String probe, double atLeast, @Nullable String method)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(SEARCH)) {
            sql.setString(1, gallery);
            sql.setString(2, probe);
            sql.setFloat(3, (float) atLeast);
            sql.setString(4, method);
            List<Found> found = new ArrayList<>();
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    found.add(new Found(rows.getString(1), rows.getFloat(2)));
                }
            }
            return found;
        }
    }

    private static void addGallery(Connection connection, String name) throws SQLException {
        execute(connection, "INSERT INTO galleries (name, model_id) VALUES ('%s', 'm-512')".formatted(name));
    }

    private static void choose(Connection connection) throws SQLException {
        execute(connection, "SELECT choose_search('crowd')");
        execute(connection, "VACUUM ANALYZE templates, template_signs, identities");
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }

    private static long number(Connection connection, String question) throws SQLException {
        return Long.parseLong(strings(connection, question).get(0));
    }

    private static List<String> strings(Connection connection, String question) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(question)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
