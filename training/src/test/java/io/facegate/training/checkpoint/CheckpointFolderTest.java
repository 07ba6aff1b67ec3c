package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    @TempDir
    private Path path;

    private void create(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(path.resolve(name));
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void theNewestComesFirstAndOfAStepItsLastCopy() throws IOException {
        create("step-000000020", "step-000000100", "step-000000100-02", "step-000000100-10", "step-000000003");

        assertThat(names(new CheckpointFolder(path).newestFirst()))
                .containsExactly(
                        "step-000000100-10", "step-000000100-02", "step-000000100", "step-000000020", "step-000000003");
    }

    @Test
    void whatIsNoCheckpointByItsNameIsNone() throws IOException {
        create(
                "unfinished",
                "trash-step-000000001",
                "step-1",
                "step-0000000001",
                "step-000000001-",
                "my-step-000000001");

        assertThat(new CheckpointFolder(path).newestFirst()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsTheUnfinishedOneAndTheTrashOnly() throws IOException {
        create("unfinished", "trash-step-000000001", "step-000000002", "unfinished-by-hand", "notes");

        assertThat(names(new CheckpointFolder(path).leftovers())).containsExactly("trash-step-000000001", "unfinished");
    }

    @Test
    void aFolderThatIsNotThereHasNothing() throws IOException {
        CheckpointFolder missing = new CheckpointFolder(path.resolve("missing"));

        assertThat(missing.newestFirst()).isEmpty();
        assertThat(missing.leftovers()).isEmpty();
    }

    @Test
    void aStepThatIsSavedAgainGetsANameOfItsOwn() throws IOException {
        CheckpointFolder folder = new CheckpointFolder(path);

        assertThat(folder.unusedName(30)).isEqualTo(path.resolve("step-000000030"));
        create("step-000000030");
        assertThat(folder.unusedName(30)).isEqualTo(path.resolve("step-000000030-02"));
        create("step-000000030-02");
        assertThat(folder.unusedName(30)).isEqualTo(path.resolve("step-000000030-03"));
    }

    @Test
    void theStepIsReadFromEveryName() {
        CheckpointFolder folder = new CheckpointFolder(path);

        for (long step : new long[] {0, 7, 999_999_999}) {
            assertThat(CheckpointFolder.stepOf(folder.unusedName(step))).isEqualTo(step);
        }
        assertThat(CheckpointFolder.stepOf(path.resolve("step-000000030-02"))).isEqualTo(30);
        assertThat(folder.trashOf(path.resolve("step-000000030-02")))
                .isEqualTo(path.resolve("trash-step-000000030-02"));
    }
}
