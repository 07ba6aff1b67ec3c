package io.facegate.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "12345678901234567890123",
                "9007199254740993",
                "0.1",
                "1.50",
                "-2.5e-7",
                "1e308",
                "4.9E-324",
                "1e2",
                "0.30000000000000004"
            })
    void whatCanBeKeptIsTheSameNumber(String number) {
        Metadata metadata = Metadata.of(json("{\"a\": [{\"b\": %s}]}".formatted(number)));

        String kept = metadata.json().replaceAll(".*\"b\":([^}]+)}.*", "$1");
        assertThat(new BigDecimal(kept)).isEqualByComparingTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e-400",
                "0.1000000000000000055511151231257827",
                "3.14159265358979323846",
                "1e999999999",
                "12345678901234567890.5"
            })
    void whatWouldBeAnotherNumberIsRefused(String number) {
        JsonNode value = json("{\"a\": [{\"b\": %s}]}".formatted(number));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of(value))
                .withMessageContaining("a number that can't be kept")
                .withMessageNotContaining(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "{\"a\": \"\\u0000\"}", "{\"a\": \"\\uD83D\"}"})
    void whatNoDatabaseKeepsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of(json(text)))
                .withMessageContaining("must be an object");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
