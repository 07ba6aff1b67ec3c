package io.facegate.service.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegate.testing.NeedsModels;
import io.facegate.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, rehearsed by a real JVM. */
@NeedsModels
@Timeout(300)
class RehearsalIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private record Outcome(int status, String log) {}

    @Test
    void itNeedsNoDatabaseAndGathersClassesThatAnotherStartTakes() throws Exception {
        Path classes = folder.resolve("classes.jsa");

        assertThat(java("-XX:ArchiveClassesAtExit=" + classes).status()).isZero();

        assertThat(classes).exists();
        Outcome next = java("-XX:SharedArchiveFile=" + classes, "-Xshare:auto", "-Xlog:class+load:stdout");
        assertThat(next.status()).isZero();
        assertThat(next.log().lines().filter(line -> line.contains("io.facegate")))
                .isNotEmpty()
                .filteredOn(line -> line.contains("shared objects file (top)"))
                .as("of the service's own classes, those from the archive")
                .hasSizeGreaterThan(500);
    }

    @Test
    void withoutModelsItFails() throws Exception {
        assertThat(java("-Dfacegate.models.directory=" + folder).status()).isEqualTo(1);
    }

    private Outcome java(String... options) throws IOException, InterruptedException {
        String service = System.getProperty("facegate.test.service");
        assumeTrue(service.endsWith(".jar"), "a native executable has no classes to keep");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", service, "rehearse"));
        Path log = folder.resolve("rehearsal.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("FACEGATE_MODELS", TestData.models().toString());
        Process process = builder.start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(log));
    }
}
