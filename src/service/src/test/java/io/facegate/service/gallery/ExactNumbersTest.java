package io.facegate.service.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.upload.JsonBody;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactNumbersTest {
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
        JsonObject metadata = IdentityFields.metadata(body("{\"a\": [{\"b\": %s}]}".formatted(number)));

        String kept = metadata.encode().replaceAll(".*\"b\":([^}]+)}.*", "$1");
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
        JsonBody body = body("{\"a\": [{\"b\": %s}]}".formatted(number));

        assertThatThrownBy(() -> IdentityFields.metadata(body))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("metadata")
                .hasMessageNotContaining(number);
    }

    private static JsonBody body(String metadata) {
        return JsonBody.parse("{\"metadata\": %s}".formatted(metadata).getBytes(StandardCharsets.UTF_8));
    }
}
