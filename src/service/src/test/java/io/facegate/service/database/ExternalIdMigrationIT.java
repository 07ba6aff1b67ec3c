package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the schema says of external ids, and what becomes of those that were there before it did. */
class ExternalIdMigrationIT {
    @Test
    void idsFromBeforeAreBroughtToTheirNormalFormAndNobodyIsLost() throws SQLException {
        try (TestDatabase database = PostgresServer.shared().newDatabase()) {
            database.migrate(flyway -> flyway.target("5"));
            try (Connection owner = database.connectAsOwner();
                    Statement sql = owner.createStatement()) {
                sql.execute("INSERT INTO models (model_id, dimension) VALUES ('m', 3)");
                sql.execute("INSERT INTO galleries (name, model_id) VALUES ('staff', 'm')");
                for (String id :
                        List.of("anna", " anna", "\u00A0bert ", "Andre\u0301", "..", "a/../b", "a\u0007b", " ")) {
                    add(owner, id);
                }

                database.migrate();

                assertThat(ids(sql))
                        .containsExactly("anna", "anna~2", "bert", "Andr\u00E9", "..~", "a/..~/b", "a b", "~8");
                assertThat(ids(sql, "WHERE NOT is_external_id(external_id)")).isEmpty();
                sql.execute("ALTER TABLE identities VALIDATE CONSTRAINT identities_external_id_normal");
            }
        }
    }

    @Test
    void theSchemaRefusesWhatTheServiceRefuses() throws SQLException {
        try (TestDatabase database = PostgresServer.shared().newDatabase().migrate();
                Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement()) {
            sql.execute("INSERT INTO models (model_id, dimension) VALUES ('m', 3)");
            sql.execute("INSERT INTO galleries (name, model_id) VALUES ('staff', 'm')");

            for (String id : List.of(
                    " anna",
                    "anna\u3000",
                    "Andre\u0301",
                    ".",
                    "..",
                    "a/..",
                    "./a",
                    "a\\..",
                    "a\nb",
                    "a\u0085",
                    "a\u200Bb",
                    "anna\u200D",
                    "\uFEFFa",
                    "a\u202Eb",
                    "",
                    "a".repeat(201))) {
                assertThatThrownBy(() -> add(owner, id)).as(id).hasMessageContaining("identities_external_id");
            }
            for (String id :
                    List.of("anna", "dept/4711", "DOMAIN\\user", "...", "Andr\u00E9", "a\u200Cb", "\uD83D\uDE00")) {
                add(owner, id);
            }
        }
    }

    private static void add(Connection owner, String id) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(
                "INSERT INTO identities (gallery_id, external_id) SELECT gallery_id, ? FROM galleries")) {
            insert.setString(1, id);
            insert.execute();
        }
    }

    private static List<String> ids(Statement sql) throws SQLException {
        return ids(sql, "");
    }

    private static List<String> ids(Statement sql, String where) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet rows =
                sql.executeQuery("SELECT external_id FROM identities " + where + " ORDER BY identity_id")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
