package io.facegate.service.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"8e03978e-40d5\" | 8e03978e-40d5",
                "8e03978e-40d5 | 8e03978e-40d5",
                "\"a b, c\" | a b, c",
                "\"a\\\"b\\\\c\" | a\"b\\c"
            })
    void isAStructuredFieldsStringOrTheSameWithoutQuotes(String field, String key) {
        assertThat(IdempotencyKey.of(field)).isEqualTo(new IdempotencyKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"a", "a b", "\"ä\"", "\"a\\b\"", "\"a\"b\"", "\"a\", \"b\""})
    void isRefusedIfItIsNone(String field) {
        assertThatThrownBy(() -> new IdempotencyKeyParameter().fromString(field))
                .cause()
                .extracting(problem -> ((ProblemException) problem).type())
                .isEqualTo(ProblemType.PARAMETER_INVALID);
    }

    @Test
    void hasAtMost255Characters() {
        assertThat(IdempotencyKey.of("k".repeat(255))).isNotNull();
        assertThatThrownBy(() -> IdempotencyKey.of("k".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }
}
