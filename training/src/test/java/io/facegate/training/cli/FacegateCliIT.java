package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
class FacegateCliIT {
    @TempDir
    private Path folder;

    private record Ended(int status, String said) {}

    private static Ended run(List<String> options, List<Object> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                FacegateCli.class.getName()));
        arguments.forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void figuresAreWrittenAlikeInEveryCountry() throws Exception {
        DrawnFaces faces = DrawnFaces.in(folder);

        Ended ended = run(
                List.of("-Duser.language=de", "-Duser.country=DE"),
                List.of(
                        "bench",
                        "--runs=1",
                        "--warm-ups=0",
                        "--models=" + faces.models(),
                        "--images=" + faces.images().resolve("person-00000")));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).containsPattern("person-00000_0001\\.jpg +120x120 +1( +[0-9]+\\.[0-9]){7}\n");
    }

    @Test
    void theExitStatusTellsWrongUsageFromFailure() throws Exception {
        assertThat(run(List.of(), List.of("models", "list", "--models=" + folder))
                        .status())
                .isZero();
        assertThat(run(List.of(), List.of("models", "verify", "--models=" + folder))
                        .status())
                .isEqualTo(1);
        assertThat(run(List.of(), List.of("models", "lists")).status()).isEqualTo(2);
    }
}
