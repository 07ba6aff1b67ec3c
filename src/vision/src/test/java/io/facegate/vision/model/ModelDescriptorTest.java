package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.vision.landmark.AlignmentTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptorTest {
    private static final ModelDescriptor EMBEDDER = new ModelDescriptor(
            new ModelId("resnet50-512.v1"),
            new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512),
            Map.of("saved_model.pb", "00ff", "variables/variables.index", "abcd"),
            new Provenance(
                    Instant.parse("2025-11-23T10:15:30.123456Z"),
                    "facegate models new resnet50",
                    Map.of("data", "cafe"),
                    Map.of("seed", "1", "margin", "0.5")),
            new Licence("Apache-2.0", "research only"),
            new Calibration(
                    "pairs-dev",
                    3000,
                    2000,
                    List.of(
                            new Calibration.OperatingPoint(1e-2, 0.21f, 0.001, 30),
                            new Calibration.OperatingPoint(1e-3, 0.31f, 0.004, 12),
                            new Calibration.OperatingPoint(1e-4, 0.41f, 0.1, 0))));

    private final ModelStore store;

    ModelDescriptorTest(@TempDir Path directory) {
        store = new ModelStore(directory);
    }

    @Test
    void anEmbedderComesBackFromItsJson() throws IOException {
        store.write(EMBEDDER);

        assertThat(store.list()).containsExactly(EMBEDDER);
    }

    @Test
    void aDetectorWithoutCalibrationComesBackFromItsJson() throws IOException {
        ModelDescriptor detector = new ModelDescriptor(
                new ModelId("mtcnn"),
                new ModelContract.Detector(12),
                Map.of(),
                EMBEDDER.provenance(),
                EMBEDDER.licence(),
                null);
        store.write(detector);

        assertThat(store.list()).containsExactly(detector);
    }

    /** People and other programs read it, so its shape is part of the interface. */
    @Test
    void theJsonIsPlain() throws IOException {
        store.write(EMBEDDER);

        JsonNode json = new ObjectMapper()
                .readTree(store.folder(EMBEDDER.id()).resolve("model.json").toFile());
        assertThat(json.get("id").asText()).isEqualTo("resnet50-512.v1");
        assertThat(json.at("/contract/kind").asText()).isEqualTo("embedder");
        assertThat(json.at("/contract/dimension").asInt()).isEqualTo(512);
        assertThat(json.at("/contract/template/cropSize").asInt()).isEqualTo(112);
        assertThat(json.at("/contract/template/landmarks/nose/x").asDouble())
                .isEqualTo(56.5252, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(json.at("/provenance/made").asText()).isEqualTo("2025-11-23T10:15:30.123456Z");
        assertThat(json.at("/calibration/operatingPoints/0/falseMatchRate").asDouble())
                .isEqualTo(0.01);
        assertThat(json.at("/calibration/operatingPoints")).hasSize(2);
        assertThat(json.at("/calibration/notCalibratedAt"))
                .hasToString("[{\"falseMatchRate\":1.0E-4,\"supportingPairs\":0}]");
        assertThat(json.at("/files").fieldNames())
                .toIterable()
                .containsExactly("saved_model.pb", "variables/variables.index");
    }

    @Test
    void aCalibrationOfSeveralPopulationsComesBackFromItsJson() throws IOException {
        ModelDescriptor calibrated = EMBEDDER.withCalibration(new Calibration(
                "LFW",
                3_000_000,
                2000,
                List.of(new Calibration.OperatingPoint(1e-3, 0.31f, 0.004, 12, "UTKFace")),
                List.of(),
                Calibration.WORST,
                new Normalisation(
                        "centres-00ff00ff.f32", "00ff", 64, 4, 5, List.of(new Normalisation.Source("LFW", 900))),
                List.of(new PopulationRates(
                        "UTKFace",
                        PopulationKind.CHILDREN,
                        200,
                        19_900,
                        3,
                        List.of(new PopulationRates.Rate(PopulationKind.GROWN, 1e-3, 40, 2e-3, 2.7e-3, 2.1e-3)))),
                new OperatingPoints(19_900, List.of(), List.of(new Calibration.Unsupported(1e-3, 19, 0.7)))));
        store.write(calibrated);

        assertThat(store.list()).containsExactly(calibrated);
        JsonNode json = new ObjectMapper()
                .readTree(store.folder(EMBEDDER.id()).resolve("model.json").toFile());
        assertThat(json.at("/calibration/populations/0/kind").asText()).isEqualTo("children");
        assertThat(json.at("/calibration/operatingPoints/0/population").asText())
                .isEqualTo("UTKFace");
    }

    /** Files of before there were populations have none of what they bring. */
    @Test
    void aCalibrationOfOnePopulationSaysNothingOfOthers() throws IOException {
        store.write(EMBEDDER);

        JsonNode json = new ObjectMapper()
                .readTree(store.folder(EMBEDDER.id()).resolve("model.json").toFile());
        assertThat(json.at("/calibration").fieldNames())
                .toIterable()
                .containsExactly("data", "impostorPairs", "genuinePairs", "operatingPoints", "notCalibratedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../centres.f32", "centres", "a/b.f32", "CENTRES.f32"})
    void aFileOfCentresIsAPlainNeighbourOfTheModel(String file) {
        assertThatThrownBy(() -> new Normalisation(file, "00ff", 64, 4, 5, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesCannotBeChanged() {
        assertThatThrownBy(() -> EMBEDDER.files().put("more", "00")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void thresholdsAreFoundByTheirRate() {
        Calibration calibration = java.util.Objects.requireNonNull(EMBEDDER.calibration());

        assertThat(calibration.at(1e-3).threshold()).isEqualTo(0.31f);
        assertThatThrownBy(() -> calibration.at(1e-4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "not calibrated at the false match rate 1.0E-4 (0 of 3000 impostor pairs support it,"
                                + " at least 10 are needed); it is calibrated at [0.01, 0.001]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "A", "ä", "-x", "a b", "a\n"})
    void anIdIsAPlainFolderName(String id) {
        assertThatThrownBy(() -> new ModelId(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
