package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StageSettings;
import io.facegate.training.loss.LossSettings;
import io.facegate.training.sampling.SamplerSettings;
import io.facegate.training.schedule.ScheduleSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    private static Defaults defaults;

    @BeforeAll
    static void read() throws IOException {
        defaults = Defaults.read();
    }

    private static List<String> names(JsonNode settings) {
        List<String> names = new ArrayList<>();
        settings.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> components(Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static JsonNode completed(String stage) {
        return defaults.completed(SettingsYaml.value("[" + stage + "]", "test")).get(0);
    }

    @Test
    void everySettingOfARunHasItsDefault() {
        List<String> ofRun = new ArrayList<>(components(RunSettings.class));
        ofRun.remove("stages");

        assertThat(names(defaults.ofRun())).containsExactlyInAnyOrderElementsOf(ofRun);
        assertThat(names(defaults.ofStage())).containsExactlyInAnyOrderElementsOf(components(StageSettings.class));
    }

    @Test
    void everyKindHasItsDefaults() {
        assertThat(names(defaults.all().at("/kinds/loss")))
                .containsExactlyInAnyOrderElementsOf(kinds(LossSettings.class));
        assertThat(names(defaults.all().at("/kinds/sampler")))
                .containsExactlyInAnyOrderElementsOf(kinds(SamplerSettings.class));
        assertThat(names(defaults.all().at("/kinds/schedule")))
                .containsExactlyInAnyOrderElementsOf(kinds(ScheduleSettings.class));
    }

    private static List<String> kinds(Class<?> family) {
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss: {kind: softmax} | /loss/scale | 32",
                "loss: {kind: softmax, scale: 5} | /loss/scale | 5",
                "sampler: {kind: triplets, batch: 7} | /sampler/perEpoch | 20000",
                "margin: {kind: cosine, epochs: 4} | /margin/to | 0.01",
                "rates: {decay: {kind: cosine, epochs: 4, to: 0.5}} | /rates/decay/from | 1",
                "rates: {decay: {kind: cosine, epochs: 4, to: 0.5}} | /rates/decay/to | 0.5",
                "rates: {head: 0.5} | /rates/backbone | 5.0E-5",
                "rates: {head: 0.5} | /rates/decay/value | 1",
                "name: mine | /name | mine",
                "loss: {kind: unheard-of, a: 1} | /loss/a | 1"
            })
    void aStageIsCompletedByTheDefaultsOfItsKinds(String stage, String place, String value) {
        assertThat(completed("{" + stage + "}").at(place).asText()).isEqualTo(value);
    }

    @Test
    void aStageIsCompletedWithoutATouchOnTheDefaults() {
        ObjectNode before = defaults.all().deepCopy();

        ((ObjectNode) completed("{rates: {head: 9}}")).withObject("/rates").put("head", 10);
        defaults.ofRun().put("seed", 9);
        defaults.ofStage().put("epochs", 9);

        assertThat(defaults.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | There are no stages.",
                "[] | There are no stages.",
                "softmax | There are no stages.",
                "[3] | Setting stages[0] must have settings of its own, not 3.",
                "[{}, [a]] | Setting stages[1] must have settings of its own, not [\"a\"].",
                "[{}, {epochs: null}] | Setting stages[1].epochs must have a value.",
                "[{rates: {head: null}}] | Setting stages[0].rates.head must have a value.",
                "[{plateau: {patience: null}}] | its default is 3."
            })
    void whatIsNoStageIsSaid(String stages, String message) {
        assertThatThrownBy(() -> defaults.completed(SettingsYaml.value(stages, "test")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void onlyWhatHasNoneByDefaultMayHaveNone() {
        ObjectNode settings = defaults.ofRun();
        settings.putNull("teacher").putNull("start");
        defaults.requireValues(settings);
        assertThat(completed("{faceSize: null}").get("faceSize").isNull()).isTrue();

        settings.withObject("/validation").putNull("far");
        assertThatThrownBy(() -> defaults.requireValues(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Setting validation.far must have a value.%nMaybe leave it out; its default is 0.01."
                        .formatted());
    }

    @Test
    void whatIsKnownAtTheTopOfAFileIsThePresetTheSettingsAndTheStages() {
        defaults.requireKnown(SettingsYaml.settings("{preset: x, seed: 1, stages: [], start: null}", "test"));

        for (String unknown : List.of("stage", "kinds", "epochs", "Seed")) {
            assertThatThrownBy(() -> defaults.requireKnown(SettingsYaml.settings(unknown + ": 1", "test")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("There is no setting %s.".formatted(unknown))
                    .hasMessageContaining("preset, seed, precision")
                    .hasMessageEndingWith("validation, stages.");
        }
    }
}
