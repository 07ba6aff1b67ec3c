package io.facegate.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A database of its own, with the service's schema, on the server of FACEGATE_DB_URL; closing it drops it. */
final class BenchmarkDatabase implements AutoCloseable {
    private final String name;
    private final String url;
    private final Connection admin;
    private final Connection owner;

    private BenchmarkDatabase(String name, String url, Connection admin, Connection owner) {
        this.name = name;
        this.url = url;
        this.admin = admin;
        this.owner = owner;
    }

    static BenchmarkDatabase create() throws SQLException {
        String name = "facegate_benchmark_" + ProcessHandle.current().pid();
        String server = setting("FACEGATE_DB_URL");
        Connection admin = connect(server);
        execute(admin, "CREATE DATABASE " + name);
        String url = server.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
        try {
            migrate(url);
            return new BenchmarkDatabase(name, url, admin, connect(url));
        } catch (SQLException | RuntimeException e) {
            execute(admin, "DROP DATABASE " + name);
            admin.close();
            throw e;
        }
    }

    Connection owner() {
        return owner;
    }

    /** One more connection, for whoever closes it. */
    Connection another() throws SQLException {
        return connect(url);
    }

    /** What figures of it depend on. */
    static String hardware(Connection connection) throws SQLException {
        return "%d processors, PostgreSQL %s with shared_buffers %s, pgvector %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        ask(connection, "SHOW server_version"),
                        ask(connection, "SHOW shared_buffers"),
                        ask(connection, "SELECT extversion FROM pg_extension WHERE extname = 'vector'"));
    }

    /** The one value that is the answer. */
    static String ask(Connection connection, String question) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }

    private static void migrate(String url) {
        Flyway.configure(BenchmarkDatabase.class.getClassLoader())
                .dataSource("jdbc:" + url, setting("FACEGATE_DB_OWNER"), setting("FACEGATE_DB_OWNER_PASSWORD"))
                .load()
                .migrate();
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + url, setting("FACEGATE_DB_OWNER"), setting("FACEGATE_DB_OWNER_PASSWORD"));
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(
                    "%s is not set.%nMaybe start this by: ./facegate bench search, or limits".formatted(name));
        }
        return value;
    }

    @Override
    public void close() throws SQLException {
        try (admin) {
            owner.close();
            execute(admin, "DROP DATABASE " + name);
        }
    }
}
