package io.facegate.service.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdParameterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "..", "a/..", "%2e%2E", "a%2f..%2Fb", "a\u0000b", "an\u200Bna", "\uD83D", "a\u0378b"})
    void nobodyHasAnIdThatCanNotBe(String text) {
        assertThatThrownBy(() -> new ExternalIdParameter().fromString(text))
                .cause()
                .extracting(problem -> ((ProblemException) problem).type())
                .isEqualTo(ProblemType.IDENTITY_NOT_FOUND);
    }

    @Test
    void anIdIsBroughtToItsNormalForm() {
        assertThat(new ExternalIdParameter().fromString(" Andre\u0301").value()).isEqualTo("Andr\u00E9");
    }
}
