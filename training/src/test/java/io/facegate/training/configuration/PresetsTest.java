package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StageSettings;
import io.facegate.training.fit.TrainedParts;
import io.facegate.training.loss.LossSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetsTest {
    private static final List<Path> TRAINING = List.of(Path.of("a"));
    private static final List<Path> VALIDATION = List.of(Path.of("b"));

    @TempDir
    private Path folder;

    private static RunSettings read(String preset, String... assignments) throws IOException {
        return new SettingsReader().read(null, new Overrides(preset, TRAINING, VALIDATION, List.of(assignments)));
    }

    @Test
    void aFreshNetworkIsClassifiedFirstAndShapedThen() throws IOException {
        List<StageSettings> stages = read("quick-cpu").stages();

        assertThat(stages).extracting(StageSettings::name).containsExactly("softmax", "hybrid-triplet");
        assertThat(stages).allMatch(stage -> stage.trainedParts() == TrainedParts.ALL);
        assertThat(stages.get(1).rates().head())
                .isLessThan(stages.get(0).rates().head());
    }

    @Test
    void theRatesOfAPresetHaveFallenByItsLastEpoch() throws IOException {
        for (StageSettings stage : read("quick-cpu").stages()) {
            assertThat(stage.rates().factor().at(stage.epochs())).isLessThan(0.2);
            assertThat(stage.rates().factor().at(stage.rates().warmUpEpochs())).isGreaterThan(0.9);
        }
    }

    @Test
    void whoDistilsNeedsATeacher() throws IOException {
        assertThat(read("distill").stages())
                .first()
                .satisfies(stage -> assertThat(stage.loss().needsTeacher()).isTrue());
        assertThat(read("quick-cpu").stages()).noneMatch(stage -> stage.loss().needsTeacher());
    }

    @Test
    void theCommandLinesPresetGoesBeforeTheFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), "preset: distill\nseed: 5\n");

        RunSettings settings =
                new SettingsReader().read(file, new Overrides("quick-cpu", TRAINING, VALIDATION, List.of()));

        assertThat(settings).isEqualTo(read("quick-cpu", "seed=5"));
    }

    /** Command line over file over preset over defaults. */
    @Test
    void whoSpeaksLastIsHeard() throws IOException {
        String yaml = """
                preset: quick-cpu
                data: {training: [of-file], validation: [of-file]}
                threads: 2
                readers: 2
                stages: {softmax: {epochs: 5, rates: {head: 0.5}}}
                """;
        Path file = Files.writeString(folder.resolve("run.yaml"), yaml);

        RunSettings settings = new SettingsReader()
                .read(file, new Overrides(null, TRAINING, List.of(), List.of("readers=3", "stages[softmax].epochs=6")));

        assertThat(settings.readers()).as("command line").isEqualTo(3);
        assertThat(settings.stages().get(0).epochs()).as("command line").isEqualTo(6);
        assertThat(settings.data().training()).as("command line").isEqualTo(TRAINING);
        assertThat(settings.threads()).as("file").isEqualTo(2);
        assertThat(settings.stages().get(0).rates().head()).as("file").isEqualTo(0.5);
        assertThat(settings.data().validation()).as("file").containsExactly(Path.of("of-file"));
        assertThat(settings.stages().get(0).rates().backbone()).as("preset").isEqualTo(1e-3);
        assertThat(settings.stages().get(0).loss()).as("preset").isEqualTo(new LossSettings.Softmax(24));
        assertThat(settings.checkpointSteps()).as("default").isEqualTo(500);
    }

    @Test
    void aFilesOwnListOfStagesReplacesThePresets() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), "preset: quick-cpu\nstages: [{name: mine}]\n");

        RunSettings settings = new SettingsReader().read(file, new Overrides(null, TRAINING, VALIDATION));

        assertThat(settings.stages()).extracting(StageSettings::name).containsExactly("mine");
        assertThat(settings.stages().get(0).epochs())
                .as("the default, not the preset's")
                .isEqualTo(50);
    }

    @Test
    void aPresetThatIsNoneIsNamedWithTheNearest() {
        assertThatThrownBy(() -> read("quick-gpu"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no preset quick-gpu.%nMaybe quick-cpu; there are: quick-cpu, vggface2, distill."
                        .formatted());
        assertThatThrownBy(() -> read("../preset-quick-cpu")).isInstanceOf(ConfigurationException.class);
    }

    /** What people read is what counts. */
    @Test
    void theDocumentationIsTheFileOfDefaults() throws IOException {
        assertThat(SettingsYaml.settings(SettingsReader.documentation(), "documentation"))
                .isEqualTo(Defaults.read().all());
        assertThat(new SettingsReader().defaultAugmentation())
                .isEqualTo(read("quick-cpu").augmentation());
    }
}
