package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.TrainingException;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String DATA = "data: {training: [a], validation: [b]}\n";

    @TempDir
    private Path folder;

    @Test
    void theGuidesExampleCanBeRead() throws IOException {
        String guide = Files.readString(Path.of("../docs/training.md"));
        int start = guide.indexOf("```yaml") + "```yaml".length();

        RunSettings settings = readWhole(guide.substring(start, guide.indexOf("```", start)));

        assertThat(settings.data().training()).hasSize(2);
        assertThat(settings.stages()).hasSize(1);
    }

    @Test
    void theBundlesRecipeCanBeRead() throws IOException {
        RunSettings settings = new SettingsReader().read(Path.of("../presets/default-bundle.yaml"), Overrides.NONE);

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
                .read(
                        null,
                        new Overrides(
                                preset,
                                List.of(Path.of("a")),
                                List.of(Path.of("b"), Path.of("c")),
                                List.of("start=models/trained")));

        assertThat(settings.stages()).isNotEmpty();
        assertThat(settings.data().training()).containsExactly(Path.of("a"));
        assertThat(settings.data().validation()).hasSize(2);
        for (StageSettings stage : settings.stages()) {
            assertThat(stage.loss().build(10)).isNotNull();
            assertThat(stage.margin().build().at(0)).isBetween(0.0, 1.0);
            assertThat(stage.rates().factor().at(stage.epochs() / 2.0)).isPositive();
        }
        assertThat(Presets.NAMES).contains(preset);
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
    void aMappingChangesStagesOfThePresetByTheirNames() throws IOException {
        RunSettings preset = read("preset: quick-cpu");

        RunSettings settings = read("""
                preset: quick-cpu
                stages:
                  softmax: {epochs: 3, rates: {head: 1.0e-4}}
                  1: {epochs: 2}
                """);

        assertThat(settings.stages()).hasSize(2);
        StageSettings softmax = settings.stages().get(0);
        assertThat(softmax.epochs()).isEqualTo(3);
        assertThat(softmax.rates().head()).isEqualTo(1e-4);
        assertThat(softmax.rates().backbone())
                .isEqualTo(preset.stages().get(0).rates().backbone());
        assertThat(softmax.loss()).isEqualTo(preset.stages().get(0).loss());
        assertThat(settings.stages().get(1).epochs()).isEqualTo(2);
    }

    @Test
    void theCommandLineSetsSingleSettings() throws IOException {
        RunSettings settings = set(
                "seed=7",
                "augmentation.rotation=0",
                "augmentation.flip=false",
                "stages[0].rates.head=1e-4",
                "stages[hybrid-triplet].epochs=2",
                "optimizer.weightDecay=0.25",
                "stages[1].loss.kind=arcface",
                "stages[1].margin={kind: constant, value: 0.3}",
                "stages[1].loss.scale=48",
                "data.training=[x, y]");

        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.augmentation().rotation()).isZero();
        assertThat(settings.augmentation().flip()).isFalse();
        assertThat(settings.data().training()).containsExactly(Path.of("x"), Path.of("y"));
        assertThat(settings.stages().get(0).rates().head()).isEqualTo(1e-4);
        assertThat(settings.stages().get(1).epochs()).isEqualTo(2);
        assertThat(settings.stages())
                .allSatisfy(stage -> assertThat(stage.optimizer().weightDecay()).isEqualTo(0.25f));
        assertThat(settings.stages().get(1).loss()).isEqualTo(new LossSettings.ArcFace(48));
        assertThat(settings.stages().get(1).margin()).isEqualTo(new ScheduleSettings.Constant(0.3));
    }

    @Test
    void anEntryOfAListIsSetByItsNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), DATA + """
                stages:
                  - margin: {kind: linear, points: [{epoch: 0, value: 1.0}, {epoch: 9, value: 0.5}]}
                """);

        RunSettings settings = new SettingsReader()
                .read(file, new Overrides(null, List.of(), List.of(), List.of("margin.points[1].value=0.25")));

        assertThat(settings.stages().get(0).margin().build().at(9)).isCloseTo(0.25, within(1e-12));
        assertThatThrownBy(() -> new SettingsReader()
                        .read(file, new Overrides(null, List.of(), List.of(), List.of("margin.points[2].value=1"))))
                .hasMessageContaining("Setting margin.points has 2 entries, from 0; there is no 2.");
    }

    private static RunSettings set(String... assignments) throws IOException {
        return new SettingsReader()
                .read(
                        null,
                        new Overrides("quick-cpu", List.of(Path.of("a")), List.of(Path.of("b")), List.of(assignments)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rats.head=1 | There is no setting rats. | Maybe rates; there are: seed, precision,",
                "stages[0].rates.heed=1 | There is no setting stages[0].rates.heed. | Maybe head; there are: backbone, head,",
                "rates.head=fast | Setting stages[0].rates.head (fast) must be a number. |",
                "stages[0].epochs=2.7 | Setting stages[0].epochs | must be a whole number.",
                "augmentation.flip=1 | Setting augmentation.flip | must be true or false.",
                "stages[5].epochs=1 | There is no stage 5; there are 2, from 0. | softmax, hybrid-triplet",
                "stages[softmx].epochs=1 | There is no stage softmx | Maybe softmax",
                "seed.first=1 | Setting seed has no setting first of its own | it is 1",
                "rates.head | --set rates.head sets nothing. | Maybe a setting and its value",
                "rates.head= | --set rates.head= sets nothing. |",
                "stages[0=1 | sets nothing. |",
                "precision=int4 | Setting precision (int4) must be one of these: | float32",
                "stages[0]=3 | Setting stages[0] must have settings of its own. | stages[0].epochs=3",
                "seed={ | --set seed={, line 1: this is not YAML |",
                "seed=null | Setting seed must have a value. | its default is 1",
            })
    void whatCantBeSetIsSaid(String assignment, String message, @Nullable String advice) {
        assertThatThrownBy(() -> set(assignment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(advice == null ? "" : advice)
                .message()
                .doesNotContain("io.facegate", "java.lang", "Cannot ", "creator");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stages: [{optimizer: {decay: 1}}] | There is no setting stages[0].optimizer.decay. | weightDecay, clipNorm, beta1, beta2",
                "sead: 1 | There is no setting sead. | Maybe seed; there are: preset, seed, precision",
                "stage: {epochs: 1} | There is no setting stage. | Maybe stages;",
                "stages: [{loss: {kind: triplet, hardShare: 1}}] | There is no setting stages[0].loss.hardShare. | nothing can be set here",
                "stages: [{loss: {kind: hybrid-triplet, hardshare: 1}}] | hardshare | Maybe hardShare; there are: hardShare, cosineWeight",
                "stages: [{loss: {kind: arc-face}}] | Setting stages[0].loss has no kind arc-face. | Maybe arcface; there are: hybrid-triplet",
                "stages: [{sampler: {kind: people}}] | Setting stages[0].sampler has no kind people. | identities, triplets, pictures",
                "stages: [{margin: {kind: constant}}] | Setting stages[0].margin.value is missing. |",
                "stages: [{epochs: many}] | Setting stages[0].epochs (many) must be a whole number. |",
                "stages: [{epochs: 0}] | Setting stages[0]: epochs (0) must be at least 1 |",
                "augmentation: 3 | Setting augmentation | must be given by its own settings: crop, flip",
                "augmentation: null | Setting augmentation must have a value. |",
                "stages: [{rates: null}] | Setting stages[0].rates must have a value. |",
                "stages: [softmax] | Setting stages[0] must have settings of its own |",
                "stages: {softmax: {epochs: 1}} | There is no stage softmax to change: there are none. | quick-cpu",
                "data: {training: prepared} | Setting data.training | must be a list",
                "seed: [1] | Setting seed | must be a whole number",
            })
    void aFilesMistakesAreSaidInTheWordsOfTheSettings(String yaml, String message, @Nullable String advice) {
        String data = yaml.startsWith("data") ? "" : DATA;
        String stages = yaml.startsWith("stages") ? "" : "\nstages: [{}]";

        assertThatThrownBy(() -> readWhole(data + yaml + stages))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(advice == null ? "" : advice)
                .message()
                .doesNotContain("io.facegate", "java.", "Cannot ", "creator", "known properties");
    }

    private RunSettings readWhole(String yaml) throws IOException {
        return new SettingsReader().read(Files.writeString(folder.resolve("run.yaml"), yaml), Overrides.NONE);
    }

    @Test
    void whatIsSaidTwiceOrIsNoYamlIsFoundByItsLine() {
        assertThatThrownBy(() -> readWhole("seed: 1\nthreads: 2\nseed: 3\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("run.yaml, line 3")
                .hasMessageContaining("'seed'");
        assertThatThrownBy(() -> readWhole("seed: 1\nstages: [{\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("run.yaml, line 2: this is not YAML: while parsing a flow node; expected");
        assertThatThrownBy(() -> readWhole("just a text"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainedParts: last-stage-and-head", "trainedParts: head", "rates: {backbone: 0}"})
    void aRandomBackboneIsNotFrozen(String stage) throws IOException {
        String stages = "stages: [{name: late, %s}]".formatted(stage);

        assertThatThrownBy(() -> read(stages))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Stage late freezes")
                .hasMessageContaining("weights are random: start is null")
                .hasMessageContaining("--set start=FOLDER");
        assertThat(read("start: runs/earlier\n" + stages).stages()).hasSize(1);
        assertThat(read("stages: [{epochs: 2}, {%s}]".formatted(stage)).stages())
                .as("a stage before it trains everything")
                .hasSize(2);
    }

    @Test
    void thePublishedRecipeNeedsWeightsToStartFrom() {
        assertThatThrownBy(() -> new SettingsReader()
                        .read(null, new Overrides("vggface2", List.of(Path.of("a")), List.of(Path.of("b")))))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("freezes a part (trainedParts)");
    }

    @Test
    void ratesOfNothingAreAMeasurement() throws IOException {
        assertThat(read("stages: [{rates: {backbone: 0, head: 0}}]").stages()).hasSize(1);
    }

    @Test
    void tellsThatThereIsNothingToDo() {
        assertThatThrownBy(() -> read("seed: 1"))
                .hasMessageContaining("no stages")
                .hasMessageContaining("quick-cpu");
        assertThatThrownBy(() -> read("preset: quick-cpuu"))
                .hasMessageContaining("no preset quick-cpuu")
                .hasMessageContaining("Maybe quick-cpu;");
        assertThatThrownBy(() -> new SettingsReader().read(null, new Overrides("quick-cpu", List.of(), List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("data");
    }
}
