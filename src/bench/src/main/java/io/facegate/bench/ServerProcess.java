package io.facegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * CPU time of the server's process behind a connection, which stays meaningful on a busy machine. It is known where the
 * server runs on this machine, on Linux.
 */
final class ServerProcess {
    private final Path accounting;

    private ServerProcess(Path accounting) {
        this.accounting = accounting;
    }

    static ServerProcess of(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return new ServerProcess(Path.of("/proc", rows.getString(1), "schedstat"));
        }
    }

    /** @return milliseconds on a processor so far; NaN where that is not known */
    double cpuMilliseconds() {
        try {
            return Long.parseLong(Files.readString(accounting).split(" ", 2)[0]) / 1e6;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
