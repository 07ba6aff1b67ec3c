package io.facegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The PostgreSQL of all tests of this JVM: the server of FACEGATE_DB_URL (whose owner may create databases that have
 * pgvector), or else the private one that {@code ./facegate serve} uses too, with its data under {@code target}.
 */
public final class PostgresServer {
    /** From the folder of the module whose tests run. */
    private static final String SCRIPT = "../service/postgres/embedded-postgres";

    private final Map<String, String> settings;

    private PostgresServer(Map<String, String> settings) {
        this.settings = settings;
    }

    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Another private server, empty, whose owner may reach others by postgres_fdw. It ends with this JVM. */
    public static PostgresServer reachingOthers(String name) {
        Path state = Path.of("target", "servers", name);
        embeddedPostgres("stop", state, Map.of());
        delete(state);
        return startPrivate(state, Map.of("FACEGATE_POSTGRES_FDW", "true"));
    }

    /** Another private server, empty, that a test may stop and start. It ends with this JVM. */
    public static PostgresServer own(String name) {
        Path state = ownState(name);
        embeddedPostgres("stop", state, Map.of());
        delete(state);
        return startPrivate(state, Map.of());
    }

    /** Stops a server of {@link #own}, and all that its clients are doing. */
    public static void stop(String name) {
        embeddedPostgres("stop", ownState(name), Map.of());
    }

    /** Starts it where it was, with what it had. */
    public static void startAgain(String name) {
        embeddedPostgres("start", ownState(name), Map.of());
    }

    private static Path ownState(String name) {
        return Path.of("target", "servers", name);
    }

    /** The database that a server is made with. */
    public TestDatabase firstDatabase() {
        String url = setting("FACEGATE_DB_URL");
        return database(url.substring(url.lastIndexOf('/') + 1));
    }

    /** An empty database without a schema; it is dropped by {@link TestDatabase#close()}. */
    public TestDatabase newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        TestDatabase database = database(name);
        database.create();
        return database;
    }

    private TestDatabase database(String name) {
        return new TestDatabase(
                name,
                setting("FACEGATE_DB_URL"),
                setting("FACEGATE_DB_OWNER"),
                setting("FACEGATE_DB_OWNER_PASSWORD"),
                setting("FACEGATE_DB_USER"),
                setting("FACEGATE_DB_PASSWORD"));
    }

    private String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException("%s is not set".formatted(name));
        }
        return value;
    }

    private static PostgresServer startPrivate(Path state, Map<String, String> environment) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> embeddedPostgres("stop", state, environment)));
        return new PostgresServer(embeddedPostgres("start", state, environment)
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    private static String embeddedPostgres(String command, Path state, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT, command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FACEGATE_STATE", state.toAbsolutePath().toString());
        builder.environment().putAll(environment);
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

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final PostgresServer SERVER = System.getenv("FACEGATE_DB_URL") == null
                ? startPrivate(Path.of("target", "postgres"), Map.of())
                : new PostgresServer(System.getenv());
    }
}
