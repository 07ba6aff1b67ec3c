package io.facegate.service.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever ends the launcher ends all that it started: its real private PostgreSQL, and a Java that only waits. */
@Timeout(300)
class LauncherSignalsIT {
    private static final Path PROGRAMS = Path.of("../../.facegate/postgres");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private record Outcome(int status, String output) {}

    @BeforeEach
    void makeACheckout() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: the private PostgreSQL is for Linux");
        Files.copy(Path.of("../../facegate"), root.resolve("facegate"));
        Files.createDirectories(root.resolve("src/service/target/quarkus-app"));
        Files.writeString(root.resolve("src/service/target/quarkus-app/quarkus-run.jar"), "");
        Path postgres = Files.createDirectory(root.resolve("src/service/postgres"));
        for (String script : List.of("embedded-postgres", "prepare-postgres")) {
            Files.copy(Path.of("postgres", script), postgres.resolve(script));
        }
        java("echo up; exec sleep 1000");
        run("src/service/postgres/embedded-postgres", "run", "true"); // makes the database
    }

    @AfterEach
    void stop() throws Exception {
        run("src/service/postgres/embedded-postgres", "stop");
    }

    /** As timeout and a terminal do it: to each process at the same moment. */
    @ParameterizedTest
    @ValueSource(strings = {"0.3", "0.7", "1", "1.3", "1.6", "2", "2.5", "3"})
    void aSignalToAllOfThemEndsAllOfThem(String seconds) throws Exception {
        Outcome outcome = run("timeout", seconds, "./facegate", "serve", "--insecure");

        assertThat(outcome.status()).as(outcome.output()).isIn(124, 143);
        assertNothingRuns();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 700, 1500, 3000})
    void aSignalToTheLauncherAloneEndsAllOfThem(int milliseconds) throws Exception {
        Process launcher = start("./facegate", "serve", "--insecure");
        Thread.sleep(milliseconds);
        launcher.toHandle().destroy(); // whose output is still read

        assertThat(outcome(launcher).status()).isEqualTo(143);
        assertNothingRuns();
    }

    @Test
    void aServiceThatRefusesToStartLeavesNoDatabase() throws Exception {
        java("echo refused >&2; exit 1");

        Outcome outcome = run("./facegate", "serve", "--insecure");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("refused");
        assertNothingRuns();
    }

    private void assertNothingRuns() throws Exception {
        assertThat(run("src/service/postgres/embedded-postgres", "status").output())
                .contains("PostgreSQL does not run");
    }

    private void java(String does) throws Exception {
        Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/bash\n[[ ${1:-} != -version ]] || { echo 'openjdk version \"17.0.15\"' >&2; exit; }\n%s\n"
                        .formatted(does));
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Outcome run(String... command) throws Exception {
        return outcome(start(command));
    }

    private Process start(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "FACEGATE_STATE", root.resolve("state").toString(),
                        "FACEGATE_POSTGRES", PROGRAMS.toRealPath().toString(),
                        "FACEGATE_DB_URL", "",
                        "JAVA_HOME", root.resolve("jdk").toString(),
                        "QUARKUS_HTTP_PORT", "0"));
        return builder.start();
    }

    /** That it ends, and with it everybody who has its output. */
    private static Outcome outcome(Process process) throws Exception {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String told = output.get(60, TimeUnit.SECONDS);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), told);
    }
}
