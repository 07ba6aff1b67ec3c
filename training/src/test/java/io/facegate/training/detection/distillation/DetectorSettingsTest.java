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
}
