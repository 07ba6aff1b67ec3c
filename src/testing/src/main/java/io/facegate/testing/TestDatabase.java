package io.facegate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database of its own for one test class. */
public record TestDatabase(String name, String server, String owner, String ownerPassword, String user, String password)
        implements AutoCloseable {

    void create() {
        administer("CREATE DATABASE " + name);
    }

    /** As FACEGATE_DB_URL is written: {@code postgresql://host:port/name}. */
    public String url() {
        return server.substring(0, server.lastIndexOf('/') + 1) + name;
    }

    public TestDatabase migrate() {
        migrate(flyway -> flyway);
        return this;
    }

    /** By other migrations than the service's, or not by all of them. */
    public void migrate(UnaryOperator<FluentConfiguration> change) {
        change.apply(Flyway.configure().dataSource("jdbc:" + url(), owner, ownerPassword))
                .load()
                .migrate();
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(), owner, ownerPassword);
    }

    public Connection connectAsApplication() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(), user, password);
    }

    /** The environment by which a service is told of it. */
    public Map<String, String> environment() {
        return Map.of(
                "FACEGATE_DB_URL", url(),
                "FACEGATE_DB_USER", user,
                "FACEGATE_DB_PASSWORD", password,
                "FACEGATE_DB_OWNER", owner,
                "FACEGATE_DB_OWNER_PASSWORD", ownerPassword);
    }

    @Override
    public void close() {
        // FORCE would fail where autovacuum is at work, which only a superuser may end; a plain DROP makes it end by
        // itself
        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s' AND usename IS NOT NULL"
                .formatted(name));
        administer("DROP DATABASE " + name);
    }

    private void administer(String command) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + server, owner, ownerPassword);
                Statement sql = connection.createStatement()) {
            sql.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return url();
    }
}
