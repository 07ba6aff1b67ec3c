package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that keeps a run from beginning; runs themselves are in WalkThroughIT. */
class TrainCommandTest {
    private static DrawnFaces faces;
    private static Path folder;
    private static Path training;
    private static Path validation;

    @BeforeAll
    static void prepare(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
        training = prepare("train");
        validation = prepare("val");
    }

    private static Path prepare(String list) {
        Path target = folder.resolve("prepared").resolve(list);
        CommandLineRun run = faces.run("prepare %s --to %s --face-size 32 --rim 2 --identities %s"
                .formatted(faces.images(), target, faces.images().resolveSibling(list + ".txt")));
        assertThat(run.status()).as(run.err()).isZero();
        return target;
    }

    private static CommandLineRun train(String run, String more) {
        return faces.run("train --preset quick-cpu --training %s --validation %s --to %s %s"
                .formatted(training, validation, folder.resolve(run), more)
                .strip());
    }

    @Test
    void theDefaultsAreShownAsAFileThatCanBeGivenBack() throws IOException {
        CommandLineRun run = CommandLineRun.of("train --show-defaults");

        assertThat(run.status()).isZero();
        JsonNode shown = new YAMLMapper().readTree(run.out());
        assertThat(shown.isObject()).isTrue();
        assertThat(shown.fieldNames()).toIterable().contains("seed", "network", "augmentation", "validation", "data");
        assertThat(run.out()).startsWith("# Every setting of a run, and its default.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set seed=                     | --set seed= sets nothing.",
                "--set seeds=2                   | There is no setting seeds.",
                "--set precision=float8          | precision",
                "--set stages[softmax].epochs=0  | epochs (0) must be at least 1",
                "--set stages[nine].epochs=1     | nine"
            })
    void aSettingThatCanNotBeUsedIsNamedAndNoFolderIsMade(String option, String named) {
        CommandLineRun run = train("never", option);

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(named).doesNotContain("\tat ", "com.fasterxml");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void aPresetThatThereIsNotIsAnsweredWithThoseThereAre() {
        CommandLineRun run = faces.run("train --preset fast --to " + folder.resolve("never"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("fast", "quick-cpu", "vggface2", "distill")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileOfSettingsThatIsNotThereIsNamed() {
        CommandLineRun run = CommandLineRun.of("train", folder.resolve("no.yaml"), "--to", folder.resolve("never"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no file " + folder.resolve("no.yaml"));
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void facesThatAreNotPreparedCanNotBeTrainedOn() {
        CommandLineRun run = faces.run("train --preset quick-cpu --training %s --validation %s --to %s"
                .formatted(faces.images(), validation, folder.resolve("unprepared")));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("images is no prepared data set").contains("Maybe prepare it");
        assertThat(folder.resolve("unprepared/run.json")).doesNotExist();
    }

    @Test
    void twoProcessesDoNotTrainInOneFolder() throws IOException {
        try (RunFolder held = RunFolder.open(folder.resolve("held"), false)) {
            CommandLineRun run = train("held", "");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("Another process trains in " + folder.resolve("held"))
                    .contains("Maybe wait for its end, or choose another folder with --to.");
        }
        assertThat(folder.resolve("held/run.json")).doesNotExist();
    }

    @Test
    void aFolderWithAnotherRunIsRefusedAndLeftAsItIs() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        RunRecords.of(folder, List.of()).write(other);
        byte[] record = Files.readAllBytes(other.resolve("run.json"));

        CommandLineRun run = train("other", "");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(other + " has a run with other settings or other data, see its run.json.")
                .contains("Maybe choose another folder with --to.");
        assertThat(Files.readAllBytes(other.resolve("run.json"))).isEqualTo(record);
    }

    @Test
    void whatARunStartsFromMustBeAModelOrARun() {
        CommandLineRun run = train("from-nothing", "--set start=" + faces.images());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("start: %s is no model".formatted(faces.images()));
        assertThat(folder.resolve("from-nothing/run.json")).doesNotExist();
    }

    @Test
    void aTeacherThatIsNotThereIsNamed() {
        CommandLineRun run =
                faces.run("train --preset distill --set teacher=nobody-1 --training %s --validation %s --to %s"
                        .formatted(training, validation, folder.resolve("untaught")));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no embedder nobody-1");
        assertThat(folder.resolve("untaught/run.json")).doesNotExist();
    }

    @Test
    void aTrackerThatDoesNotExistIsWrongUsage() {
        CommandLineRun run = train("never", "--track aim");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("Invalid value for option '--track'").containsIgnoringCase("[wandb, mlflow]");
    }
}
