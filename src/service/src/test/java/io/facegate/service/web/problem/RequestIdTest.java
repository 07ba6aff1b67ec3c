package io.facegate.service.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @Test
    void acceptsWhatIsHarmless() {
        assertThat(RequestId.acceptedOrNew("Login_7.a-b")).isEqualTo("Login_7.a-b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\nINFO forged", "<script>", "ä", "%0a"})
    void replacesTheRest(String brought) {
        assertThat(RequestId.acceptedOrNew(brought)).matches("[0-9a-f-]{36}");
    }

    @Test
    void replacesWhatIsTooLong() {
        assertThat(RequestId.acceptedOrNew("a".repeat(65))).hasSize(36);
    }
}
