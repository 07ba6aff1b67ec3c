package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegate.service.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The private PostgreSQL outlives crashes of whoever started it, and keeps its data. */
class EmbeddedPostgresIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private record Outcome(int status, String output) {}

    @BeforeEach
    void isOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: the private PostgreSQL is for Linux");
    }

    @AfterEach
    void stop() throws Exception {
        embeddedPostgres("stop");
    }

    @Test
    void runsACommandWithTheDatabaseAndStopsAfterwards() throws Exception {
        Outcome run = embeddedPostgres("run", "bash", "-c", "echo $FACEGATE_DB_URL $FACEGATE_DB_USER; exit 7");

        assertThat(run.status()).isEqualTo(7);
        assertThat(run.output()).matches("postgresql://127\\.0\\.0\\.1:\\d+/facegate facegate_application\n");
        assertThat(embeddedPostgres("status").status()).isEqualTo(3);
    }

    @Test
    void keepsItsPasswordsFromOthers() throws Exception {
        embeddedPostgres("start");

        assertThat(Files.getPosixFilePermissions(folder.resolve("database.env")))
                .hasSize(2);
        assertThat(password()).hasSize(48);
        try (var files = Files.walk(folder, 1)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("database.env")) {
                    assertThat(Files.readString(file)).doesNotContain(password());
                }
            }
        }
    }

    @Test
    void aKilledServerRecovers() throws Exception {
        embeddedPostgres("start");
        String before = password();
        ProcessHandle postmaster = postmaster();
        kill(postmaster);

        assertThat(embeddedPostgres("start").status()).isZero();
        assertThat(postmaster().pid()).isNotEqualTo(postmaster.pid());
        assertThat(password()).isEqualTo(before);
    }

    @Test
    void aServerLeftByAKilledServiceIsUsedAgain() throws Exception {
        Process run = command("run", "bash", "-c", "echo up; exec sleep 1000").start();
        assertThat(run.inputReader().readLine()).isEqualTo("up");
        long postmaster = postmaster().pid();
        List<ProcessHandle> command = run.descendants().toList();
        run.destroyForcibly().waitFor();
        assertThat(embeddedPostgres("stop").status()).isZero();
        assertThat(postmaster().pid()).as("the command still runs and needs it").isEqualTo(postmaster);
        command.forEach(ProcessHandle::destroyForcibly);

        Outcome next = embeddedPostgres("run", "true");

        assertThat(next.status()).isZero();
        assertThat(embeddedPostgres("status").status()).isEqualTo(3);
    }

    @Test
    void aServerThatDiesUnderARunningCommandIsStartedAgainOnItsPort() throws Exception {
        Process run = command("run", "bash", "-c", "echo $FACEGATE_DB_URL; exec sleep 1000")
                .start();
        String url = run.inputReader().readLine();
        ProcessHandle first = postmaster();
        kill(first);

        Eventually.until("a new server", () -> runsAnew(first));

        assertThat(embeddedPostgres("status").output()).contains(url);
        Eventually.until("it accepts connections", () -> accepts(url));
        run.destroy();
        assertThat(run.waitFor()).isEqualTo(143);
        assertThat(embeddedPostgres("status").status()).isEqualTo(3);
    }

    @Test
    void aProcessThatGotTheOldNumberIsNotTakenForTheServer() throws Exception {
        embeddedPostgres("start");
        embeddedPostgres("stop");
        Files.writeString(postmasterFile(), ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE);

        assertThat(embeddedPostgres("start").status()).isZero();
    }

    private static void kill(ProcessHandle postmaster) throws Exception {
        new ProcessBuilder("kill", "-KILL", Long.toString(postmaster.pid()))
                .start()
                .waitFor();
        postmaster.onExit().get();
    }

    private boolean runsAnew(ProcessHandle first) {
        try {
            return embeddedPostgres("status").status() == 0 && postmaster().pid() != first.pid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean accepts(String url) {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Path postmasterFile() {
        return folder.resolve("data/cluster/postmaster.pid");
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(postmasterFile()).get(0)))
                .orElseThrow();
    }

    private String password() throws IOException {
        return Files.readAllLines(folder.resolve("database.env")).stream()
                .filter(line -> line.startsWith("FACEGATE_DB_PASSWORD="))
                .findFirst()
                .orElseThrow()
                .split("=", 2)[1];
    }

    private Outcome embeddedPostgres(String... arguments) throws IOException, InterruptedException {
        Process process = command(arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private ProcessBuilder command(String... arguments) {
        List<String> line = new ArrayList<>(List.of("postgres/embedded-postgres"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("FACEGATE_STATE", folder.toString()));
        return builder;
    }
}
