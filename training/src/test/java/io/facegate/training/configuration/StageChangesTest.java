package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes to a run of two named stages and one without a name. */
class StageChangesTest {
    private static final String RUN = """
            seed: 1
            data: {training: [a, b], validation: [c]}
            stages:
              - {name: first, epochs: 4, loss: {kind: softmax, scale: 24}}
              - {name: second, rates: {head: 0.5}}
              - {epochs: 1}
            """;

    private ObjectNode settings = SettingsYaml.empty();

    @BeforeEach
    void read() {
        settings = SettingsYaml.settings(RUN, "run.yaml");
    }

    private StageChanges changes() throws IOException {
        return new StageChanges(settings, Defaults.read().ofStage());
    }

    private String at(String place) {
        return settings.at(place).toString().replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed=7 | /seed | 7",
                "data.training=[x] | /data/training | ['x']",
                "data.training[1]=x | /data/training | ['a','x']",
                "data.sameNames=different-people | /data/sameNames | '''different-people'''",
                "stages[0].epochs=9 | /stages/0/epochs | 9",
                "stages[first].epochs=9 | /stages/0/epochs | 9",
                "stages[second].rates.backbone=0.1 | /stages/1/rates | {'head':0.5,'backbone':0.1}",
                "stages[2].rates.head=0.1 | /stages/2/rates | {'head':0.1}",
                "stages[stage].epochs=8 | /stages/2/epochs | 8",
                "stages[first]={epochs: 2, name: renamed} | /stages/0/name | '''renamed'''",
                "stages[first]={epochs: 2} | /stages/0/loss | {'kind':'softmax','scale':24}",
                "stages[first].loss.kind=arcface | /stages/0/loss/kind | '''arcface'''",
                "stages[first].loss={kind: triplet} | /stages/0/loss | {'kind':'triplet'}",
                "stages=[{epochs: 3}] | /stages | [{'epochs':3}]"
            })
    void oneSettingIsChanged(String assignment, String place, String value) throws IOException {
        changes().assign(Assignment.of(assignment));

        assertThat(at(place)).isEqualTo(value);
    }

    @Test
    void aSettingOfStagesIsForEveryStage() throws IOException {
        changes().assign(Assignment.of("rates.head=0.25"));
        changes().assign(Assignment.of("epochs=3"));

        for (int stage = 0; stage < 3; stage++) {
            assertThat(at("/stages/%d/rates/head".formatted(stage))).isEqualTo("0.25");
            assertThat(at("/stages/%d/epochs".formatted(stage))).isEqualTo("3");
        }
        assertThat(at("/stages/0/name")).isEqualTo("'first'");
        assertThat(settings.has("rates")).isFalse();
    }

    @Test
    void theLastAssignmentCounts() throws IOException {
        changes().assign(Assignment.of("epochs=3"));
        changes().assign(Assignment.of("stages[second].epochs=5"));

        assertThat(at("/stages/0/epochs")).isEqualTo("3");
        assertThat(at("/stages/1/epochs")).isEqualTo("5");
    }

    @Test
    void aFileChangesStagesByNameOrNumber() throws IOException {
        changes().byName(SettingsYaml.settings("{first: {epochs: 1}, 1: {rates: {backbone: 0}}}", "test"));

        assertThat(at("/stages/0")).isEqualTo("{'name':'first','epochs':1,'loss':{'kind':'softmax','scale':24}}");
        assertThat(at("/stages/1/rates")).isEqualTo("{'head':0.5,'backbone':0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sed=1 | There is no setting sed. | Maybe seed; there are: ",
                "epoch=1 | There is no setting epoch. | Maybe epochs; there are: ",
                "data.training[2]=x | Setting data.training has 2 entries, from 0; there is no 2. |",
                "data.training[first]=x | Setting data.training has 2 entries, from 0; there is no first. |",
                "seed.deep=1 | Setting seed has no setting deep of its own; it is 1. |",
                "stages[third].epochs=1 | There is no stage third; there are 3, from 0. | first, second, stage",
                "stages[3].epochs=1 | There is no stage 3; there are 3, from 0. |",
                "stages[first]=2 | Setting stages[first] must have settings of its own. | --set stages[first].epochs=3",
                "stages[first].epochs.deep=2 | has no setting deep of its own; it is 4. |"
            })
    void whatCantBeChangedIsSaid(String assignment, String message, String advice) {
        assertThatThrownBy(() -> changes().assign(Assignment.of(assignment)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(advice == null ? "" : advice);
    }

    @Test
    void aFileCantChangeAStageIntoANumber() {
        assertThatThrownBy(() -> changes().byName(SettingsYaml.settings("{first: 3}", "test")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Setting stages.first must have settings of its own, not 3.");
    }
}
