package io.facegate.service.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.image.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
    @ParameterizedTest
    @EnumSource
    void everyRejectionKeepsItsCodeAndIsTheClientsToMend(Rejection rejection) {
        assertThat(ProblemType.of(rejection).code()).isEqualTo(rejection.code());
        assertThat(ProblemType.of(rejection).status()).isBetween(400, 499);
    }
}
