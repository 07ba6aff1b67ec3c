package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that keeps a detector's training from beginning. */
class TrainDetectorCommandTest {
    @TempDir
    private Path folder;

    private Path images(String name) throws IOException {
        return DrawnFaces.faceless(folder.resolve(name), 2, 1);
    }

    private CommandLineRun train(String settings, Object... more) throws IOException {
        Path file = Files.writeString(folder.resolve("detector.yaml"), settings);
        CommandLineRun run = CommandLineRun.of(
                "train detector %s --to %s --models %s --teacher %s"
                        .formatted(file, folder.resolve("run"), folder.resolve("models"), folder.resolve("published")),
                more);
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(folder.resolve("run")).as("nothing is begun").doesNotExist();
        assertThat(folder.resolve("models")).doesNotExist();
        return run;
    }

    private static String sources(String setting, Path root) {
        return "%s: [{root: %s, identities: null}]%n".formatted(setting, root);
    }

    @Test
    void picturesMustBeNamed() throws IOException {
        CommandLineRun run = train("seed: 2\n");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("training has no pictures.")
                .contains("Maybe name a folder: training: [{root: DIR, identities: null}]");
    }

    @Test
    void aPictureForBothIsNamedThroughWhicheverLinkItCame() throws IOException {
        Path training = images("training");
        Path validation = images("validation");
        Path link = Files.createSymbolicLink(
                validation.resolve("nobody-00/link.jpg"),
                training.resolve("nobody-00/nobody-00_0001.jpg").toRealPath());

        CommandLineRun run = train(sources("training", training) + sources("validation", validation));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(link + " is for training and for validation.")
                .contains("Maybe give each a list of people: identities.");
    }

    @Test
    void thePublishedWeightsMustBeThere() throws IOException {
        CommandLineRun run =
                train(sources("training", images("training")) + sources("validation", images("validation")));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(folder.resolve("published/det1.npy").toString())
                .contains("Maybe ");
    }

    @Test
    void aSettingThatCanNotBeUsedIsNamed() throws IOException {
        assertThat(train("hardest: 2\n").err()).contains("hardest (2.0) must be above 0 and at most 1");
        assertThat(train("hardness: 1\n").err()).contains("hardness");
        assertThat(train("[").status()).isEqualTo(1);
    }

    @Test
    void aNameThatNoIdCanHaveIsWrongUsage() throws IOException {
        CommandLineRun run = train("seed: 2\n", "--name", "My Detector");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("Invalid value for option '--name'").contains("My Detector");
    }

    @Test
    void theTeacherMustBeNamed() {
        CommandLineRun run = CommandLineRun.of("train detector settings.yaml");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("Missing required option: '--teacher=DIR'");
    }
}
