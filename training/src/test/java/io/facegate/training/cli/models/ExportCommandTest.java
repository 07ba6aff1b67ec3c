package io.facegate.training.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be exported; what can is in WalkThroughIT. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private CommandLineRun export(Object... more) {
        CommandLineRun run = CommandLineRun.of("models export --models " + folder.resolve("models"), more);
        assertThat(folder.resolve("models")).doesNotExist();
        return run;
    }

    @Test
    void aFolderWithoutARunIsNoRun() {
        CommandLineRun run = export(folder);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        folder + " is no run: it has no run.json.",
                        "Maybe give the folder that ./facegate train --to wrote.");
    }

    @Test
    void theRunHasToBeNamed() {
        CommandLineRun run = export();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("Missing required parameter: 'RUN'");
    }

    @Test
    void theCheckpointIsTheBestOrTheLast() {
        CommandLineRun run = export(folder, "--checkpoint", "first");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Invalid value for option '--checkpoint'")
                .contains("[best, last]");
    }

    @Test
    void aNameThatNoIdCanHaveIsWrongUsage() {
        CommandLineRun run = export(folder, "--name", "My Model");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Invalid value for option '--name'")
                .contains("My Model", "Usage: facegate models export");
    }

    @Test
    void aRecordThatIsDamagedIsNamed() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"started\":");

        CommandLineRun run = export(folder);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("run.json").doesNotContain("\tat ");
    }
}
