package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed=1 | seed",
                "augmentation.rotation = 0 | augmentation.rotation",
                "stages[0].rates.head=1e-4 | stages.0.rates.head",
                "stages[hybrid-triplet].epochs=3 | stages.hybrid-triplet.epochs",
                "stages[56 pixels].epochs=3 | stages.56 pixels.epochs",
                "margin.points[1].value=0.5 | margin.points.1.value",
                "teacher=a=b | teacher"
            })
    void aPathIsNamesNumbersAndStages(String text, String path) {
        Assignment assignment = Assignment.of(text);

        assertThat(String.join(".", assignment.path())).isEqualTo(path);
        assertThat(assignment.upTo(1)).isEqualTo(assignment.path().get(0));
    }

    @Test
    void aValueIsWhatYamlMakesOfIt() {
        assertThat(Assignment.of("seed=7").value().isInt()).isTrue();
        assertThat(Assignment.of("network.dropout=0.5").value().isDouble()).isTrue();
        assertThat(Assignment.of("augmentation.flip=false").value().isBoolean()).isTrue();
        assertThat(Assignment.of("data.training=[a, b]").value().size()).isEqualTo(2);
        assertThat(Assignment.of("stages[0].loss={kind: softmax, scale: 24}")
                        .value()
                        .get("scale")
                        .intValue())
                .isEqualTo(24);
        assertThat(Assignment.of("start=null").value().isNull()).isTrue();
        assertThat(Assignment.of("teacher=a=b").value().asText()).isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "seed", "seed=", "=1", "1=1", ".seed=1", "seed.=1", "a..b=1", "a[]=1", "a[0=1", "a b=1"
            })
    void whatSetsNothingIsSaid(String text) {
        assertThatThrownBy(() -> Assignment.of(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--set " + text + " sets nothing.")
                .hasMessageContaining("--set rates.head=1e-4");
    }
}
