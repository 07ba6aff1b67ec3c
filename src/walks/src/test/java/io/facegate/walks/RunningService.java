package io.facegate.walks;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.testing.FormBody;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceClient;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestDatabase;
import io.facegate.testing.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged service as an operator starts it: with the default models, a database of its own, and closed. One is for all
 * walks that want no other settings; it ends after the last.
 */
final class RunningService implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("facegate.root"));

    private final TestDatabase database;
    private final ServiceProcess process;
    private final ServiceClient client;
    private final String key;

    /** @param settings further ones, each {@code name=value} */
    RunningService(String... settings) {
        try {
            database = PostgresServer.shared().newDatabase();
            process = ServiceProcess.start(
                    Files.createTempDirectory("walks"),
                    ROOT.resolve("models"),
                    database,
                    Stream.concat(
                                    Stream.of(
                                            "facegate.access.insecure=false",
                                            "facegate.access.pepper=" + TestKeys.PEPPER),
                                    Stream.of(settings))
                            .toArray(String[]::new));
            URI base = process.client().base();
            key = new TestKeys(database).with("admin");
            client = new ServiceClient(base).withKey(key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI base() {
        return client.base();
    }

    /** With the scope admin. */
    String key() {
        return key;
    }

    /** With the key. */
    ServiceClient client() {
        return client;
    }

    TestKeys keys() {
        return new TestKeys(database);
    }

    /** Where its first face is, as /v1/detect answers it. */
    JsonNode faceOf(Path picture) throws IOException {
        return client.post("/v1/detect", new FormBody().file("picture", Files.readAllBytes(picture)))
                .assertOk()
                .json()
                .get("faces")
                .get(0)
                .get("box");
    }

    /** An old photograph that the repository has. */
    static Path sample(String name) {
        return ROOT.resolve("docs/samples").resolve(name);
    }

    static Path root() {
        return ROOT;
    }

    @Override
    public void close() throws InterruptedException {
        process.kill();
        database.close();
    }

    /** Gives it to tests that ask for it. */
    static final class Provided implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningService.class;
        }

        @Override
        public RunningService resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(RunningService.class, type -> new RunningService(), RunningService.class);
        }
    }
}
