package io.facegate.service.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Path REPOSITORY = Path.of("../..");

    private final JsonNode document;

    ComposeTest() throws IOException {
        document = new YAMLMapper().readTree(REPOSITORY.resolve("compose.yaml").toFile());
    }

    @Test
    void everyServiceIsConfined() {
        assertThat(document.path("services")).hasSize(2).allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("cap_drop")).map(JsonNode::asText).containsExactly("ALL");
            assertThat(service.path("security_opt")).map(JsonNode::asText).contains("no-new-privileges:true");
            assertThat(service.has("privileged")).isFalse();
        });
    }

    @Test
    void noPasswordHasADefault() {
        assertThat(document.path("services"))
                .allSatisfy(service -> assertThat(service.path("environment").properties())
                        .filteredOn(variable -> variable.getKey().contains("PASSWORD"))
                        .isNotEmpty()
                        .map(Map.Entry::getValue)
                        .map(JsonNode::asText)
                        .allMatch(value -> value.matches("\\$\\{FACEGATE_DB_\\w*PASSWORD:\\?.+}")));
    }

    @Test
    void nothingButTheServiceIsReachableAndThatFromThisMachineAlone() {
        JsonNode services = document.path("services");

        assertThat(services.path("database").has("ports")).isFalse();
        assertThat(document.at("/networks/database/internal").asBoolean()).isTrue();
        assertThat(services.path("facegate").path("ports"))
                .singleElement()
                .extracting(JsonNode::asText)
                .asString()
                .startsWith("127.0.0.1:");
    }

    @Test
    void whatItNamesExists() {
        JsonNode services = document.path("services");

        assertThat(REPOSITORY.resolve(services.at("/facegate/build/dockerfile").asText()))
                .isRegularFile();
        assertThat(services.at("/database/volumes"))
                .map(JsonNode::asText)
                .filteredOn(volume -> volume.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(volume ->
                        assertThat(REPOSITORY.resolve(volume.split(":")[0])).isExecutable());
    }
}
