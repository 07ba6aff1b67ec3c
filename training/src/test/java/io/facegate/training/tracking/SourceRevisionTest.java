package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceRevisionTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void isTheCommitThatThisWasBuiltOf() throws IOException, InterruptedException {
        String revision = SourceRevision.current();

        if (Files.exists(MODULE.resolveSibling(".git"))) {
            assertThat(revision.replace("-dirty", "")).isEqualTo(git("rev-parse", "HEAD"));
        } else {
            assertThat(revision).isEqualTo(SourceRevision.UNKNOWN);
        }
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git = new ProcessBuilder(command).directory(MODULE.toFile()).start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isZero();
        return answer.strip();
    }
}
