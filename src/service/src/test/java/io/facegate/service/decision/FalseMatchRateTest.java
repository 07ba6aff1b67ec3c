package io.facegate.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalseMatchRateTest {
    @Test
    void aParameterSaysItInAnyNotation() {
        assertThat(new FalseMatchRateParameter().fromString("1e-4")).isEqualTo(new FalseMatchRate(1e-4));
        assertThat(new FalseMatchRateParameter().fromString("0.0001")).isEqualTo(new FalseMatchRate(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "-1e-4", "NaN", "low"})
    void whatIsNoRateIsAProblem(String fmr) {
        assertThatThrownBy(() -> new FalseMatchRateParameter().fromString(fmr))
                .cause()
                .extracting(problem -> ((ProblemException) problem).type())
                .isEqualTo(ProblemType.PARAMETER_INVALID);
    }
}
