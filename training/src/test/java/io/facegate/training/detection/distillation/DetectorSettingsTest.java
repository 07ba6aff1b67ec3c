package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.dataset.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorSettingsTest {
    @TempDir
    private Path folder;

    private DetectorSettings read(String yaml) throws IOException {
        return DetectorSettings.read(Files.writeString(folder.resolve("settings.yaml"), yaml));
    }

    @Test
    void aFileSaysOnlyWhatDiffersFromTheDefaults() throws IOException {
        DetectorSettings defaults = DetectorSettings.read(null);

        DetectorSettings settings = read("""
                training: [{root: faces, identities: people.txt}]
                output: {steps: 7, scene: {side: 100}}
                """);

        assertThat(settings.training()).containsExactly(new PictureSource(Path.of("faces"), Path.of("people.txt")));
        assertThat(settings.output().steps()).isEqualTo(7);
        assertThat(settings.output().scene().side()).isEqualTo(100);
        assertThat(settings.output().scene().largest())
                .isEqualTo(defaults.output().scene().largest());
        assertThat(settings.proposal()).isEqualTo(defaults.proposal());
    }

    @Test
    void aKeyThatIsUnknownIsAnError() {
        assertThatThrownBy(() -> read("outptu: {steps: 7}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no setting outptu.")
                .hasMessageContaining("Maybe output;");
        assertThatThrownBy(() -> read("output: {steps: some}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Setting output.steps (some) must be a whole number.");
    }

    @Test
    void aValueThatCantBeUsedIsNamed() {
        assertThatThrownBy(() -> read("hardest: 1.5"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hardest (1.5) must be above 0 and at most 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threads: -1 | threads (-1) must not be negative",
                "hardest: 0 | hardest (0.0) must be above 0 and at most 1",
                "boxWeight: -1 | boxWeight (-1.0) must not be negative",
                "landmarkWeight: -2 | landmarkWeight (-2.0) must not be negative",
                "warmUpSteps: -1 | warmUpSteps (-1) must not be negative",
                "checkpointSteps: 0 | checkpointSteps (0) must be positive",
                "validationSteps: 0 | validationSteps (0) must be positive",
                "validationScenes: 0 | validationScenes (0) must be positive",
                "'proposal: {steps: 0}' | steps (0) must be positive without a start",
                "'proposal: {steps: -1}' | steps (-1) must not be negative",
                "'landmarks: {steps: -1}' | steps (-1) must not be negative",
                "'landmarks: {rate: 0}' | rate (0.0) must be positive",
                "'landmarks: {crops: 0}' | crops (0) must be positive",
                "'landmarks: {faces: 0}' | faces (0) must be positive",
                "'landmarks: {cropsOfAFace: 0}' | cropsOfAFace (0) must be positive",
                "'refinement: {rate: 0}' | rate (0.0) must be positive",
                "'output: {crops: 0}' | crops (0) must be positive",
                "'output: {smallestFace: 11}' | smallestFace (11.0) must be at least 12, P-Net's window",
                "'output: {scene: {side: 20}}' | side (20) must be at least 48"
            })
    void whatCantBeUsedIsSaidWithItsValue(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void stepsOfARunAreThoseOfTheStagesBefore() throws IOException {
        DetectorSettings settings = read("proposal: {steps: 100}\nrefinement: {steps: 20}\noutput: {steps: 3}");

        assertThat(settings.stepsBefore(Stage.PROPOSAL)).isZero();
        assertThat(settings.stepsBefore(Stage.REFINEMENT)).isEqualTo(100);
        assertThat(settings.stepsBefore(Stage.OUTPUT)).isEqualTo(120);
        assertThat(settings.stepsBefore(Stage.LANDMARKS)).isEqualTo(123);
        assertThat(settings.ofScenes(Stage.OUTPUT)).isEqualTo(settings.output());
    }

    @Test
    void aNetworkWithoutStepsIsThatOfTheDetectorToStartFrom() throws IOException {
        DetectorSettings settings = read("start: models/first\nproposal: {steps: 0}\noutput: {steps: 0}");

        assertThat(settings.start()).isEqualTo(Path.of("models/first"));
        assertThat(settings.steps(Stage.PROPOSAL)).isZero();
        assertThat(settings.steps(Stage.REFINEMENT)).isPositive();
    }

    @Test
    void everyNetworkHasItsStepsAndRate() throws IOException {
        DetectorSettings settings = read("output: {steps: 3, rate: 0.5}\nlandmarks: {steps: 4, rate: 0.25}");

        assertThat(settings.steps(Stage.OUTPUT)).isEqualTo(3);
        assertThat(settings.rate(Stage.OUTPUT)).isEqualTo(0.5);
        assertThat(settings.steps(Stage.LANDMARKS)).isEqualTo(4);
        assertThat(settings.rate(Stage.LANDMARKS)).isEqualTo(0.25);
        assertThatThrownBy(() -> settings.ofScenes(Stage.LANDMARKS)).isInstanceOf(IllegalArgumentException.class);
    }
}
