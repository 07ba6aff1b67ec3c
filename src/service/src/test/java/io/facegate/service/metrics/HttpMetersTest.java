package io.facegate.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetersTest {
    @Test
    void everyPathOfTheInterfaceIsCountedByItself() throws IOException {
        List<String> paths = Files.readAllLines(Path.of("openapi.yaml")).stream()
                .filter(line -> line.matches(" {2}/.*:"))
                .map(line -> line.strip().replace(":", ""))
                .toList();

        assertThat(paths).hasSizeGreaterThan(15).allMatch(HttpMeters::isPathOfThisService);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/galleries/staff",
                "/v1/galleries/{gallery}/identities/anna/verify",
                "/v1/galleries/staff/identities/{external_id}",
                "/q/staff",
                "/v1//galleries",
                "/v1/galleries/",
                "/v1/galleries/{Anna Example}",
                "anna",
                "/"
            })
    void aPathThatMayNameSomebodyIsNot(String path) {
        assertThat(HttpMeters.isPathOfThisService(path)).isFalse();
    }
}
