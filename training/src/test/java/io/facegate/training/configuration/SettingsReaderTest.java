package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.configuration.SettingsReader.Overrides;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StageSettings;
import io.facegate.training.fit.TrainedParts;
import io.facegate.training.loss.HybridTripletLoss;
import io.facegate.training.loss.LossSettings;
import io.facegate.training.sampling.SamplerSettings;
import io.facegate.training.schedule.ScheduleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String DATA = "data: {training: [a], validation: [b]}\n";

    @TempDir
    private Path folder;

    @Test
    void theGuidesExampleCanBeRead() throws IOException {
        String guide = Files.readString(Path.of("../docs/training.md"));
        int start = guide.indexOf("```yaml") + "```yaml".length();

        RunSettings settings = read(guide.substring(start, guide.indexOf("```", start)));

        assertThat(settings.data().training()).hasSize(2);
        assertThat(settings.stages()).hasSize(1);
    }

    @Test
    void theBundlesRecipeCanBeRead() throws IOException {
        RunSettings settings =
                new SettingsReader().read(Path.of("../presets/default-bundle.yaml"), SettingsReader.Overrides.NONE);

        assertThat(settings.stages().get(settings.stages().size() - 1).faceSize())
                .isEqualTo(112);
    }

    private RunSettings read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), DATA + yaml);
        return new SettingsReader().read(file, Overrides.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick-cpu", "vggface2", "distill"})
    void everyPresetIsComplete(String preset) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(null, new Overrides(preset, List.of(Path.of("a")), List.of(Path.of("b"), Path.of("c"))));

        assertThat(settings.stages()).isNotEmpty();
        assertThat(settings.data().training()).containsExactly(Path.of("a"));
        assertThat(settings.data().validation()).hasSize(2);
        for (StageSettings stage : settings.stages()) {
            assertThat(stage.loss().build(10)).isNotNull();
            assertThat(stage.margin().build().at(0)).isBetween(0.0, 1.0);
            assertThat(stage.rates().factor().at(stage.epochs() / 2.0)).isPositive();
        }
        assertThat(SettingsReader.PRESETS).contains(preset);
    }

    @Test
    void aStageThatSaysNothingIsTheHybridTripletLossAsPublished() throws IOException {
        RunSettings settings = read("stages: [{name: all defaults}]");

        StageSettings stage = settings.stages().get(0);
        assertThat(stage.loss().build(10)).isEqualTo(HybridTripletLoss.DEFAULT);
        assertThat(stage.rates().backbone()).isEqualTo(5e-5);
        assertThat(stage.rates().head()).isEqualTo(2e-4);
        assertThat(stage.optimizer().weightDecay()).isEqualTo(1e-3f);
        assertThat(stage.trainedParts()).isEqualTo(TrainedParts.ALL);
        assertThat(stage.margin().build().at(15)).isCloseTo(0.6, within(1e-12));
        assertThat(stage.plateau().patience()).isEqualTo(3);
        assertThat(stage.plateau().reduction()).isEqualTo(0.75);
        assertThat(stage.earlyStopping().fromEpoch()).isEqualTo(11);
        assertThat(settings.precision()).isEqualTo(Precision.AUTO);
        assertThat(settings.network().dropout()).isEqualTo(0.3f);
        assertThat(settings.teacher()).isNull();
        assertThat(settings.start()).isNull();
    }

    @Test
    void aFileSaysOnlyWhatIsDifferent() throws IOException {
        RunSettings settings = read("""
                preset: quick-cpu
                seed: 9
                augmentation: {rotation: 3}
                """);

        assertThat(settings.seed()).isEqualTo(9);
        assertThat(settings.augmentation().rotation()).isEqualTo(3);
        assertThat(settings.augmentation().flip()).isTrue();
        assertThat(settings.stages().get(0).loss()).isEqualTo(new LossSettings.Softmax(24));
    }

    @Test
    void somethingOfAnotherKindHasTheDefaultsOfThatKind() throws IOException {
        StageSettings stage = read("""
                stages:
                  - loss: {kind: arcface}
                    sampler: {kind: triplets, batch: 8}
                    margin: {kind: cosine, epochs: 9}
                """).stages().get(0);

        assertThat(stage.loss()).isEqualTo(new LossSettings.ArcFace(32));
        assertThat(stage.sampler()).isEqualTo(new SamplerSettings.Triplets(8, 20000));
        assertThat(stage.margin()).isEqualTo(new ScheduleSettings.Cosine(1, 0.01, 9));
    }

    @Test
    void tellsWhereAnUnknownKeyIs() {
        assertThatThrownBy(() -> read("stages: [{optimizer: {decay: 1}}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("stages[0].optimizer.decay");
        assertThatThrownBy(() -> read("sead: 1\nstages: [{}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sead");
        assertThatThrownBy(() -> read("stages: [{loss: {kind: triplet, hardShare: 1}}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hardShare");
    }

    @Test
    void tellsWhatIsWrongWithAValue() {
        assertThatThrownBy(() -> read("stages: [{epochs: many}]")).hasMessageContaining("stages[0].epochs");
        assertThatThrownBy(() -> read("stages: [{epochs: 0}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("epochs (0)");
        assertThatThrownBy(() -> read("stages: [{loss: {kind: best}}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("best");
        assertThatThrownBy(() -> read("precision: int4\nstages: [{}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("precision");
        assertThatThrownBy(() -> read("stages: [{margin: {kind: constant}}]"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void tellsThatThereIsNothingToDo() {
        assertThatThrownBy(() -> read("seed: 1"))
                .hasMessageContaining("no stages")
                .hasMessageContaining("quick-cpu");
        assertThatThrownBy(() -> read("preset: slow")).hasMessageContaining("no preset slow");
        assertThatThrownBy(() -> read("{")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new SettingsReader().read(null, new Overrides("quick-cpu", List.of(), List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("data");
    }
}
