package io.facegate.training.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS = List.of("seed", "precision", "checkpointSteps", "stages");

    @ParameterizedTest
    @CsvSource({
        "sead, seed",
        "Seed, seed",
        "seeds, seed",
        "checkpoint-steps, checkpointSteps",
        "chekpointstep, checkpointSteps",
        "stage, stages",
        "precison, precision"
    })
    void aSlipIsUnderstood(String written, String meant) {
        assertThat(Nearest.advice(written, WORDS))
                .isEqualTo("Maybe %s; there are: seed, precision, checkpointSteps, stages.".formatted(meant));
    }

    @ParameterizedTest
    @CsvSource({"colour", "learningRate", "''"})
    void whatIsNearNothingIsNotGuessed(String written) {
        assertThat(Nearest.advice(written, WORDS))
                .isEqualTo("Maybe one of these: seed, precision, checkpointSteps, stages.");
    }

    @Test
    void theOnlyWordIsNamed() {
        assertThat(Nearest.advice("x", List.of("scale"))).isEqualTo("Maybe one of these: scale.");
    }
}
