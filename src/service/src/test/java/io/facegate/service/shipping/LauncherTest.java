package io.facegate.service.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout of its own whose Java and native executable only tell how they were called. */
class LauncherTest {
    private static final String TELL = "#!/bin/bash\n"
            + "[[ ${1:-} != -version ]] || { echo 'openjdk version \"17.0.15\" 2025-04-15' >&2; exit; }\n"
            + "[[ ! \"$*\" =~ ArchiveClassesAtExit=([^ ]*) ]] || { echo classes >${BASH_REMATCH[1]}; exit; }\n"
            + "echo \"called $* LC_ALL=${LC_ALL:-}\"\n";
    private static final List<String> PROGRAMS = List.of(
            "bash", "dirname", "find", "sed", "head", "awk", "locale", "mkdir", "cat", "grep", "rm", "mv", "getconf");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path programs;

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void makeACheckout() throws Exception {
        Files.copy(Path.of("../../facegate"), root.resolve("facegate"));
        programs = Files.createDirectory(root.resolve("programs"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), which(program));
        }
        executable(programs.resolve("java"), TELL);
        for (String module : List.of("training", "src/client", "src/bench")) {
            touch(root.resolve(module).resolve("target/classpath.txt"));
        }
        touch(root.resolve("src/service/target/quarkus-app/quarkus-run.jar"));
    }

    @Test
    void serveStartsTheServiceWithTheOptionsOfJava() throws Exception {
        Outcome outcome = facegate(Map.of("JAVA_OPTS", "-Xmx1g"), "serve");

        assertThat(outcome.out())
                .startsWith("called -D")
                .contains(" -XX:+UseSerialGC ", " -Xmx1g -jar ")
                .containsOnlyOnce("-Xmx");
    }

    @Test
    void theHeapIsBoundedUnlessTheOptionsSayOtherwise() throws Exception {
        assertThat(facegate(Map.of(), "serve").out()).containsPattern(" -XX:\\+UseSerialGC -Xmx[1-9]\\d+m ");
        assertThat(facegate(Map.of("JAVA_OPTS", "-XX:+UseParallelGC -XX:MaxRAMPercentage=50"), "serve")
                        .out())
                .contains(" -XX:+UseParallelGC -XX:MaxRAMPercentage=50 -jar ")
                .doesNotContain("SerialGC", "-Xmx");
    }

    @Test
    void theStartIsRehearsedOnceForABuildAndAJava() throws Exception {
        String rehearses = "Rehearsing the start";
        Path classes = root.resolve("src/service/target/classes.jsa");

        Outcome first = facegate(Map.of(), "serve");
        Outcome second = facegate(Map.of(), "serve");

        assertThat(first.err()).contains(rehearses);
        assertThat(second.err()).isEmpty();
        assertThat(List.of(first, second)).allSatisfy(outcome -> assertThat(outcome.out())
                .contains(" -XX:SharedArchiveFile=" + classes + " -Xshare:auto ")
                .doesNotContain("rehearse"));

        executable(programs.resolve("java"), TELL.replace("17.0.15", "17.0.16"));
        assertThat(facegate(Map.of(), "serve").err()).contains(rehearses);
        assertThat(facegate(Map.of(), "serve").err()).isEmpty();
    }

    @Test
    void aRehearsalThatFailsKeepsNothingFromStarting() throws Exception {
        executable(programs.resolve("java"), TELL.replace("echo classes", "false"));

        Outcome outcome = facegate(Map.of(), "serve");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("called -D").doesNotContain("SharedArchiveFile");
    }

    @Test
    void withoutJavaNothingIsStarted() throws Exception {
        Files.delete(programs.resolve("java"));

        assertThat(facegate(Map.of(), "serve")).satisfies(told("There is no Java", "JAVA_HOME", "apt-get install"));
        assertThat(facegate(Map.of(), "models", "list")).satisfies(told("There is no Java", "JAVA_HOME", "apt-get"));
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        executable(programs.resolve("java"), "#!/bin/bash\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

        assertThat(facegate(Map.of(), "serve")).satisfies(told("Java is version 11", "17 or later", "apt-get"));

        executable(programs.resolve("java"), "#!/bin/bash\necho 'java version \"1.8.0_392\"' >&2\n");

        assertThat(facegate(Map.of(), "enrol")).satisfies(told("Java is version 8", "17 or later", "apt-get"));
    }

    @Test
    void aTakenPortIsToldBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(facegate(Map.of("QUARKUS_HTTP_PORT", port), "serve"))
                    .satisfies(told("Port " + port + " is taken", "QUARKUS_HTTP_PORT", "another Facegate runs"));
            assertThat(facegate(Map.of("JAVA_OPTS", "-Dquarkus.http.port=" + port), "serve"))
                    .satisfies(told("Port " + port + " is taken", "QUARKUS_HTTP_PORT", "another Facegate runs"));
        }
    }

    @Test
    void aFolderThatCanNotBeWrittenIsToldBeforeAnythingStarts() throws Exception {
        assertThat(facegate(Map.of("FACEGATE_STATE", "/proc/facegate", "FACEGATE_DB_URL", ""), "serve"))
                .satisfies(told("The folder /proc/facegate can't be written.", "FACEGATE_STATE", "FACEGATE_DB_URL"));
    }

    @Test
    void aCheckoutThatCanNotBeWrittenIsNotBuilt() throws Exception {
        Files.delete(root.resolve("src/service/target/quarkus-app/quarkus-run.jar"));
        Files.createSymbolicLink(root.resolve("src/vision"), Path.of("/proc"));

        assertThat(facegate(Map.of(), "serve"))
                .satisfies(told("src/vision/target can't be written.", "built in its own folder", "chown"));
    }

    @Test
    void fileNamesAreUtf8WhereNothingSaysWhatTheyAre() throws Exception {
        assertThat(facegate(Map.of("LC_ALL", "C"), "export", "g", "f").out()).contains("LC_ALL=C.UTF-8");
        assertThat(facegate(Map.of("LANG", "C.UTF-8"), "export", "g", "f").out())
                .endsWith("LC_ALL=\n");
    }

    @Test
    void theNativeExecutableGetsAHeapOfAQuarterOfTheMemoryOrWhatTheOptionsSay() throws Exception {
        executable(root.resolve("src/service/target/native/facegate"), TELL);

        assertThat(facegate(Map.of(), "serve", "--native").out()).containsPattern(" -Xmx[1-9]\\d+m ");
        assertThat(facegate(Map.of("JAVA_OPTS", "-Xmx300m -Da=b"), "serve", "--native")
                        .out())
                .contains(" -Xmx300m -Da=b")
                .containsOnlyOnce("-Xmx");
    }

    private static Consumer<Outcome> told(String what, String setting, String advice) {
        return outcome -> {
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            List<String> lines = outcome.err().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).contains(what);
            assertThat(lines.get(1)).contains(setting);
            assertThat(lines.get(2)).startsWith("  Maybe ").contains(advice);
        };
    }

    private Outcome facegate(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("facegate").toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                programs.toString(),
                "FACEGATE_DB_URL",
                "postgresql://elsewhere/facegate",
                "QUARKUS_HTTP_PORT",
                "0"));
        variables.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Path err = root.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    private static Path which(String program) throws IOException {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IOException("There is no program " + program);
    }

    private static void executable(Path file, String script) throws IOException {
        touch(file);
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void touch(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "");
    }
}
