package io.facegate.service.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.gallery.audit.AuditFinding;
import io.facegate.gallery.audit.AuditLine;
import io.facegate.gallery.audit.AuditPosition;
import io.facegate.gallery.audit.AuditVerifier;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself promises of the audit: order without gaps, and that whoever changes it is found. */
class AuditChainIT {
    private static final String ADD = "INSERT INTO audit_events (type, gallery, identity, actor, details)"
            + " VALUES ('verification.denied', 'staff', 'e-%d', 'key:k1', '{\"similarity\": 0.1234, \"outcome\": \"access_denied\"}')";
    private static final String LINES = """
            SELECT c.position, audit_time(c.sealed_at), encode(c.hash, 'hex'), audit_entry(e), e.event_id
            FROM audit_chain c LEFT JOIN audit_events e ON e.event_id = c.event_id ORDER BY c.position""";

    private final TestDatabase database = PostgresServer.shared().newDatabase().migrate();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void parallelWritersThatCommitOutOfOrderLeaveNoGapHoweverManySeal() throws Exception {
        int writers = 64;
        int each = 20;
        AtomicInteger kept = new AtomicInteger();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(writers + 3);
        List<Future<?>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            work.add(threads.submit(() -> {
                try (Connection connection = database.connectAsApplication();
                        Statement sql = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (int i = 0; i < each; i++) {
                        sql.execute(ADD.formatted(i));
                        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(15));
                        if (ThreadLocalRandom.current().nextInt(5) == 0) {
                            connection.rollback();
                        } else {
                            connection.commit();
                            kept.incrementAndGet();
                        }
                    }
                }
                return null;
            }));
        }
        List<Future<Integer>> sealing = new ArrayList<>();
        for (int sealer = 0; sealer < 3; sealer++) {
            sealing.add(threads.submit(() -> {
                int runs = 0;
                try (Connection connection = database.connectAsApplication()) {
                    while (writing.get()) {
                        runs += seal(connection) > 0 ? 1 : 0;
                    }
                }
                return runs;
            }));
        }
        for (Future<?> writer : work) {
            writer.get(60, TimeUnit.SECONDS);
        }
        writing.set(false);
        int runs = 0;
        for (Future<Integer> sealer : sealing) {
            runs += sealer.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        seal();

        List<AuditLine> lines = lines();
        assertThat(runs).as("it was sealed while it was written").isGreaterThan(3);
        assertThat(lines).hasSize(kept.get()).hasSizeGreaterThan(writers * each / 2);
        assertThat(lines.stream().map(AuditLine::position).toList())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, kept.get())
                        .mapToLong(position -> position)
                        .boxed()
                        .toList());
        assertThat(lines.stream().map(AuditLine::entry)).doesNotHaveDuplicates();
        assertThat(ask("SELECT count(*) FROM audit_events")).isEqualTo(String.valueOf(kept.get()));
        assertThat(verify(lines)).isEmpty();
        assertHashesAreWhatTheyAreSaidToBe(lines);
    }

    /** Without a class of the service. */
    private static void assertHashesAreWhatTheyAreSaidToBe(List<AuditLine> lines) throws Exception {
        String before = "0000000000000000000000000000000000000000000000000000000000000000";
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (AuditLine line : lines) {
            digest.update(before.getBytes(UTF_8));
            digest.update(line.sealedAt().getBytes(UTF_8));
            digest.update(String.valueOf(line.entry()).getBytes(UTF_8));
            before = HexFormat.of().formatHex(digest.digest());
            assertThat(line.hash()).isEqualTo(before);
        }
    }

    @Test
    void aLongTransactionHoldsNobodyUpAndIsSealedWhenItCommits() throws SQLException {
        try (Connection slow = database.connectAsApplication();
                Statement sql = slow.createStatement()) {
            slow.setAutoCommit(false);
            sql.execute(ADD.formatted(1));
            add(2);
            assertThat(seal()).isEqualTo(1);
            add(3);
            assertThat(seal()).isEqualTo(1);

            slow.commit();

            assertThat(seal()).isEqualTo(1);
        }
        assertThat(lines())
                .extracting(AuditLine::entry)
                .satisfiesExactly(
                        second -> assertThat(second).contains("e-2"),
                        third -> assertThat(third).contains("e-3"),
                        first -> assertThat(first).contains("e-1"));
        assertThat(seal()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_events SET actor = 'nobody'",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events",
                "UPDATE audit_chain SET hash = sha256('x')",
                "DELETE FROM audit_chain",
                "TRUNCATE audit_chain",
                "UPDATE audit_state SET keep = '0 s'",
                "INSERT INTO audit_chain VALUES (9, 9, now(), sha256('x'))",
                "INSERT INTO audit_events (type, actor, at) VALUES ('a.b', 'x', now() - interval '1 day')",
                "INSERT INTO audit_events (type, actor, written_by) VALUES ('a.b', 'x', '1')",
                "INSERT INTO audit_events (event_id, type, actor) OVERRIDING SYSTEM VALUE VALUES (9, 'a.b', 'x')",
                "ALTER TABLE audit_events DISABLE TRIGGER ALL",
                "DROP FUNCTION seal_audit",
                "CREATE OR REPLACE FUNCTION seal_audit(integer) RETURNS integer LANGUAGE sql AS 'SELECT 0'"
            })
    void theServicesRoleCanOnlyAdd(String command) throws SQLException {
        add(1);
        seal();

        assertThatThrownBy(() -> asApplication(command))
                .isInstanceOf(SQLException.class)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void theServicesRoleDropsNothingThatTheOwnerDidntSayIsOld() throws SQLException {
        add(1);
        seal();

        assertThat(asApplication("SELECT drop_old_audit()")).isEqualTo("0");

        assertThat(lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UPDATE audit_events SET details = '{}' WHERE event_id = 4                       | 4
            UPDATE audit_events SET actor = 'key:another' WHERE event_id = 4                | 4
            UPDATE audit_events SET at = at - interval '1 us' WHERE event_id = 4            | 4
            DELETE FROM audit_events WHERE event_id = 4                                     | 4
            DELETE FROM audit_chain WHERE position = 4                                      | 4
            DELETE FROM audit_chain WHERE position = 4; DELETE FROM audit_events WHERE event_id = 4 | 4
            DELETE FROM audit_chain WHERE position = 4; UPDATE audit_chain SET position = position - 1 WHERE position > 4 | 4
            UPDATE audit_chain SET sealed_at = sealed_at - interval '1 day' WHERE position = 4 | 4
            UPDATE audit_chain SET hash = sha256('x') WHERE position = 4                    | 4
            DELETE FROM audit_chain WHERE position = 1                                      | 1
            UPDATE audit_chain SET position = position + 100 WHERE position > 4; INSERT INTO audit_events (event_id, type, actor) OVERRIDING SYSTEM VALUE VALUES (100, 'a.b', 'x'); INSERT INTO audit_chain VALUES (5, 100, now(), sha256('x')) | 5
            """)
    void whatTheOwnerChangesIsFoundWhereItBegins(String tampering, long position) throws SQLException {
        tenEntries();
        assertThat(verify(lines())).isEmpty();

        asOwner(tampering);

        assertThat(verify(lines())).map(AuditFinding::position).contains(position);
    }

    @Test
    void anEndThatIsCutOffIsFoundByAPositionThatWasWrittenDown() throws SQLException {
        tenEntries();
        AuditPosition writtenDown = last(lines());

        asOwner("DELETE FROM audit_chain WHERE position > 7; DELETE FROM audit_events WHERE event_id > 7");

        assertThat(verify(lines())).as("nothing in the database tells").isEmpty();
        assertThat(verify(lines(), writtenDown)).map(AuditFinding::position).contains(8L);
    }

    @Test
    void aChainThatTheOwnerComputedAnewIsFoundByAPositionThatWasWrittenDown() throws SQLException {
        tenEntries();
        AuditPosition writtenDown = last(lines());

        asOwner(
                "DELETE FROM audit_chain WHERE position >= 4; UPDATE audit_events SET actor = 'key:another' WHERE event_id = 4;"
                        + " UPDATE audit_state SET sealed_before = '0'; SELECT seal_audit()");

        assertThat(lines()).hasSize(10);
        assertThat(verify(lines())).as("nothing in the database tells").isEmpty();
        assertThat(verify(lines(), writtenDown)).map(AuditFinding::position).contains(10L);
    }

    @Test
    void anEventThatIsPutInWithAnotherTimeIsToldOf() throws SQLException {
        tenEntries();

        asOwner("INSERT INTO audit_events (type, actor, at) VALUES ('a.b', 'x', now() - interval '30 days')");
        seal();

        AuditVerifier verifier = new AuditVerifier(AuditPosition.GENESIS, List.of());
        lines().forEach(verifier::add);
        assertThat(verifier.end()).isEmpty();
        assertThat(verifier.entries()).isEqualTo(11);
        assertThat(verifier.late()).isEqualTo(1);
    }

    @Test
    void whatIsOldEnoughIsDroppedAndTheRestIsStillVerified() throws SQLException {
        tenEntries();
        List<AuditLine> all = lines();
        asOwner("UPDATE audit_state SET keep = '0 s'");

        assertThat(asApplication("SELECT drop_old_audit(4)")).isEqualTo("4");
        asOwner("UPDATE audit_state SET keep = '1 day'");
        assertThat(asApplication("SELECT drop_old_audit(4)")).isEqualTo("0");
        seal();

        List<AuditLine> rest = lines();
        AuditPosition start = new AuditPosition(4, all.get(3).hash());
        assertThat(rest.subList(0, 6)).isEqualTo(all.subList(4, 10));
        assertThat(rest).last().extracting(AuditLine::entry).asString().contains("audit.dropped");
        assertThat(start()).isEqualTo(start);
        assertThat(verify(rest)).isEmpty();
        assertThat(verify(rest, start, last(all))).isEmpty();
        assertThat(ask("SELECT count(*) FROM audit_events")).isEqualTo("7");
    }

    @Test
    void whatTheOwnerDropsByHandIsFound() throws SQLException {
        tenEntries();

        asOwner(
                "UPDATE audit_state SET start_position = 4, start_hash = (SELECT hash FROM audit_chain WHERE position = 4);"
                        + " DELETE FROM audit_chain WHERE position <= 4; DELETE FROM audit_events WHERE event_id <= 4");

        assertThat(verify(lines())).map(AuditFinding::position).contains(5L);
    }

    @Test
    void aDatabaseThatWasRestoredElsewhereIsSealedOn() throws SQLException {
        tenEntries();
        add(11);
        // as a dump has it that is read into a server whose transactions are counted from the beginning
        asOwner("UPDATE audit_events SET written_by = '900000000'; UPDATE audit_state SET sealed_before = '900000000'");

        add(12);
        assertThat(seal()).isEqualTo(2);
        add(13);
        assertThat(seal()).isEqualTo(1);
        assertThat(seal()).isZero();

        assertThat(lines()).hasSize(13);
        assertThat(verify(lines())).isEmpty();
        assertThat(ask("SELECT sealed_up_to FROM audit_state")).isEqualTo("11");
    }

    private void tenEntries() throws SQLException {
        for (int i = 1; i <= 10; i++) {
            add(i);
        }
        seal();
    }

    private Optional<AuditFinding> verify(List<AuditLine> lines, AuditPosition... writtenDown) throws SQLException {
        AuditVerifier verifier = new AuditVerifier(start(), List.of(writtenDown));
        for (AuditLine line : lines) {
            Optional<AuditFinding> found = verifier.add(AuditLine.parse(line.text()));
            if (found.isPresent()) {
                return found;
            }
        }
        return verifier.end();
    }

    private AuditPosition start() throws SQLException {
        return AuditPosition.allIn(ask("SELECT start_position || ':' || encode(start_hash, 'hex') FROM audit_state"))
                .get(0);
    }

    private static AuditPosition last(List<AuditLine> lines) {
        AuditLine last = lines.get(lines.size() - 1);
        return new AuditPosition(last.position(), last.hash());
    }

    private List<AuditLine> lines() throws SQLException {
        try (Connection connection = database.connectAsApplication();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(LINES)) {
            List<AuditLine> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(new AuditLine(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getObject(5) == null ? null : rows.getString(4)));
            }
            return lines;
        }
    }

    private void add(int person) throws SQLException {
        asApplication(ADD.formatted(person));
    }

    private int seal() throws SQLException {
        try (Connection connection = database.connectAsApplication()) {
            return seal(connection);
        }
    }

    private static int seal(Connection connection) throws SQLException {
        return Integer.parseInt(execute(connection, "SELECT seal_audit()"));
    }

    private String ask(String query) throws SQLException {
        return asApplication(query);
    }

    private String asApplication(String command) throws SQLException {
        try (Connection connection = database.connectAsApplication()) {
            return execute(connection, command);
        }
    }

    private void asOwner(String command) throws SQLException {
        try (Connection connection = database.connectAsOwner()) {
            execute(connection, command);
        }
    }

    /** The first value, or nothing. */
    private static String execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            if (!sql.execute(command)) {
                return "";
            }
            try (ResultSet rows = sql.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
