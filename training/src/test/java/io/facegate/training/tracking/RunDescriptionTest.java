package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunDescriptionTest {

    @Test
    void aTreeOfSettingsIsFlatAndKeepsItsTypes() throws JsonProcessingException {
        RunDescription run = RunDescription.of("first", new ObjectMapper().readTree("""
                {"seed": 1, "stages": [{"rates": {"head": 0.0001}, "kind": "softmax"}], "projection": true, "start": null}
                """));

        assertThat(run.settings())
                .containsExactly(
                        entry("projection", true),
                        entry("seed", 1),
                        entry("stages/0/kind", "softmax"),
                        entry("stages/0/rates/head", 1e-4));
    }

    @Test
    void aRunIsCalledAsItsFolder() {
        assertThat(RunDescription.nameOf(Path.of("runs/first"))).isEqualTo("first");
        assertThat(RunDescription.nameOf(Path.of("runs/second/../first/."))).isEqualTo("first");
        assertThat(RunDescription.nameOf(Path.of("/"))).isEqualTo("run");
    }
}
