package io.facegate.service.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The PostgreSQL of all tests of this JVM: the server of FACEGATE_DB_URL (whose owner may create databases that have
 * pgvector), or else the private one that {@code ./facegate serve} uses too, with its data under {@code target}.
 */
public final class PostgresServer {
    private final Map<String, String> settings;

    private PostgresServer(Map<String, String> settings) {
        this.settings = settings;
    }

    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** An empty database without a schema; it is dropped by {@link TestDatabase#close()}. */
    public TestDatabase newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        TestDatabase database = new TestDatabase(
                name,
                setting("FACEGATE_DB_URL"),
                setting("FACEGATE_DB_OWNER"),
                setting("FACEGATE_DB_OWNER_PASSWORD"),
                setting("FACEGATE_DB_USER"),
                setting("FACEGATE_DB_PASSWORD"));
        database.create();
        return database;
    }

    private String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException("%s is not set".formatted(name));
        }
        return value;
    }

    private static final class Shared {
        static final PostgresServer SERVER =
                System.getenv("FACEGATE_DB_URL") == null ? startPrivate() : new PostgresServer(System.getenv());

        private static PostgresServer startPrivate() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> embeddedPostgres("stop")));
            return new PostgresServer(embeddedPostgres("start")
                    .lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        }

        private static String embeddedPostgres(String command) {
            ProcessBuilder builder = new ProcessBuilder("postgres/embedded-postgres", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .put(
                            "FACEGATE_STATE",
                            Path.of("target", "postgres").toAbsolutePath().toString());
            try {
                Process process = builder.start();
                String output = new String(process.getInputStream().readAllBytes(), UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(
                            "'embedded-postgres %s' failed; it says why on standard error".formatted(command));
                }
                return output;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
