package io.facegate.service.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.DecisionConfig;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.TensorFlowEngine;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderChoiceTest {
    private static final EmbedderEngine ENGINE = new TensorFlowEngine();
    private static final long ENOUGH = 20;
    private static final long FEW = 1;

    private final ModelStore own;
    private final ModelStore bundle;

    EmbedderChoiceTest(@TempDir Path folder) {
        own = new ModelStore(folder);
        bundle = new ModelStore(folder.resolve("default"));
    }

    @Test
    void aNewModelWithoutCalibrationLeavesTheBundleServed() throws IOException {
        write(bundle, "shipped", 1, calibration(ENOUGH));
        write(own, "exported", 2, null);

        EmbedderChoice choice = choose();

        assertThat(choice.served().id().value()).isEqualTo("shipped");
        assertThat(choice.passedOver()).containsExactly("Embedder exported is not served: it has no calibration.");
    }

    @Test
    void aModelThatTooFewPairsSupportIsPassedOverToo() throws IOException {
        write(own, "a-good-one", 1, calibration(ENOUGH));
        write(own, "hasty", 2, calibration(FEW));

        EmbedderChoice choice = choose();

        assertThat(choice.served().id().value()).isEqualTo("a-good-one");
        assertThat(choice.passedOver())
                .singleElement()
                .asString()
                .startsWith(
                        "Embedder hasty is not served: it is not calibrated at the false match rate 1.0E-4 (1 of 1000");
    }

    @Test
    void theNewestOfSeveralIsServedBeforeTheBundle() throws IOException {
        write(own, "a", 3, calibration(ENOUGH));
        write(own, "b", 2, calibration(ENOUGH));
        write(bundle, "shipped", 4, calibration(ENOUGH));

        EmbedderChoice choice = choose();

        assertThat(choice.served().id().value()).isEqualTo("a");
        assertThat(choice.passedOver()).containsExactly("Embedder b is not served: it is older than a.");
    }

    @Test
    void theOnlyOneIsServedWithoutAWord() throws IOException {
        write(own, "a", 3, calibration(ENOUGH));
        write(bundle, "shipped", 4, calibration(ENOUGH));

        assertThat(choose().passedOver()).isEmpty();
    }

    @Test
    void whatOnlyAnotherEngineRunsIsPassedOver() throws IOException {
        write(own, "of-8-bits", 2, calibration(ENOUGH), "model.onnx");
        write(bundle, "shipped", 1, calibration(ENOUGH));

        EmbedderChoice choice = choose();

        assertThat(choice.served().id().value()).isEqualTo("shipped");
        assertThat(choice.passedOver())
                .containsExactly("Embedder of-8-bits is not served: it has no file for the engine tensorflow.");
    }

    @Test
    void ratesThatTheOperatorChoseDecide() throws IOException {
        write(own, "hasty", 2, calibration(FEW));
        write(bundle, "shipped", 1, calibration(ENOUGH));

        EmbedderChoice choice = EmbedderChoice.of(
                own,
                config(Map.of("facegate.decision.grant-fmr", "1e-3", "facegate.decision.step-up-fmr", "1e-2")),
                ENGINE);

        assertThat(choice.served().id().value()).isEqualTo("hasty");
    }

    @Test
    void thresholdsOfTheOperatorAreOfAnEmbedderThatTheOperatorNames() throws IOException {
        Map<String, String> thresholds =
                Map.of("facegate.decision.grant-threshold", "0.4", "facegate.decision.step-up-threshold", "0.3");
        write(own, "exported", 2, null);
        assertThat(EmbedderChoice.of(own, config(thresholds), ENGINE)
                        .served()
                        .id()
                        .value())
                .isEqualTo("exported");

        write(own, "other", 3, calibration(ENOUGH));
        assertThatThrownBy(() -> EmbedderChoice.of(own, config(thresholds), ENGINE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("several embedders");
    }

    @Test
    void whereNoneCanBeServedEachReasonIsSaid() throws IOException {
        write(own, "exported", 2, null);
        assertThat(choose().served().id().value()).as("the decisions say why").isEqualTo("exported");

        write(own, "hasty", 2, calibration(FEW));
        assertThatThrownBy(this::choose)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Embedder exported is not served: it has no calibration.")
                .hasMessageContaining("Embedder hasty is not served: it is not calibrated")
                .hasMessageContaining("Maybe calibrate one");
    }

    private EmbedderChoice choose() {
        return EmbedderChoice.of(own, config(Map.of()), ENGINE);
    }

    private static Calibration calibration(long supportingTheStrictest) {
        return new Calibration(
                "pairs",
                1000,
                100,
                List.of(
                        new OperatingPoint(1e-2, 0.2f, 0.1, ENOUGH),
                        new OperatingPoint(1e-3, 0.3f, 0.1, ENOUGH),
                        new OperatingPoint(1e-4, 0.4f, 0.1, supportingTheStrictest)));
    }

    private static void write(ModelStore store, String id, int day, @Nullable Calibration calibration)
            throws IOException {
        write(store, id, day, calibration, "saved_model.pb");
    }

    private static void write(ModelStore store, String id, int day, @Nullable Calibration calibration, String file)
            throws IOException {
        store.write(new ModelDescriptor(
                new ModelId(id),
                new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512),
                Map.of(file, "cafe"),
                new Provenance(Instant.parse("2026-01-0%dT00:00:00Z".formatted(day)), "a test", Map.of(), Map.of()),
                Licence.UNKNOWN,
                calibration));
    }

    private static DecisionConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(DecisionConfig.class);
    }
}
