package io.facegate.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.config.DecisionConfig;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.Provenance;
import io.facegate.vision.score.Score;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionPolicyTest {
    private static final ModelDescriptor UNCALIBRATED = new ModelDescriptor(
            new ModelId("m"),
            new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512),
            Map.of(),
            new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
            Licence.UNKNOWN,
            null);
    private static final ModelDescriptor CALIBRATED = UNCALIBRATED.withCalibration(new Calibration(
            "pairs",
            1_000_000,
            1_000,
            List.of(
                    new OperatingPoint(1e-2, 0.2f, 0.001, 10_000),
                    new OperatingPoint(1e-3, 0.3f, 0.002, 1_000),
                    new OperatingPoint(1e-4, 0.4f, 0.003, 100))));

    private static final CalibratedOn ON_PAIRS = new CalibratedOn(PopulationKind.GROWN, "pairs", 1_000_000);

    @Test
    void decidesAtOrAboveTheThresholds() {
        DecisionPolicy policy = DecisionPolicy.of(config(Map.of()), CALIBRATED);

        assertThat(policy.decide(new Score(0.9f))).isEqualTo(Decision.ACCESS_GRANTED);
        assertThat(policy.decide(new Score(0.4f))).isEqualTo(Decision.ACCESS_GRANTED);
        assertThat(policy.decide(new Score(Math.nextDown(0.4f)))).isEqualTo(Decision.EMAIL_VERIFICATION);
        assertThat(policy.decide(new Score(0.3f))).isEqualTo(Decision.EMAIL_VERIFICATION);
        assertThat(policy.decide(new Score(Math.nextDown(0.3f)))).isEqualTo(Decision.ACCESS_DENIED);
        assertThat(policy.decide(new Score(-1))).isEqualTo(Decision.ACCESS_DENIED);
    }

    @Test
    void takesThresholdsFromTheCalibrationWithTheirFalseMatchRates() {
        assertThat(DecisionPolicy.of(config(Map.of()), CALIBRATED))
                .isEqualTo(
                        new DecisionPolicy(new Threshold(0.4f, 1e-4, ON_PAIRS), new Threshold(0.3f, 1e-3, ON_PAIRS)));
        assertThat(DecisionPolicy.of(
                        config(Map.of("facegate.decision.grant-fmr", "0.001", "facegate.decision.step-up-fmr", "0.01")),
                        CALIBRATED))
                .isEqualTo(
                        new DecisionPolicy(new Threshold(0.3f, 1e-3, ON_PAIRS), new Threshold(0.2f, 1e-2, ON_PAIRS)));
    }

    @Test
    void configuredThresholdsHaveNoFalseMatchRate() {
        assertThat(DecisionPolicy.of(config(Map.of("facegate.decision.grant-threshold", "0.5")), CALIBRATED))
                .isEqualTo(new DecisionPolicy(Threshold.set(0.5f), new Threshold(0.3f, 1e-3, ON_PAIRS)));
    }

    @Test
    void worksWithoutCalibrationIfBothAreConfigured() {
        assertThat(DecisionPolicy.of(
                        config(Map.of(
                                "facegate.decision.grant-threshold", "0.5",
                                "facegate.decision.step-up-threshold", "0.5")),
                        UNCALIBRATED))
                .isEqualTo(new DecisionPolicy(Threshold.set(0.5f), Threshold.set(0.5f)));
    }

    @Test
    void saysWhatToDoWithoutThresholds() {
        assertThatThrownBy(() ->
                        DecisionPolicy.of(config(Map.of("facegate.decision.grant-threshold", "0.5")), UNCALIBRATED))
                .hasMessageContaining("Embedder m has no calibration, so there is no step-up threshold")
                .hasMessageContaining("Maybe run ./facegate models calibrate")
                .hasMessageContaining("facegate.decision.step-up-threshold");
        assertThatThrownBy(() -> DecisionPolicy.of(config(Map.of("facegate.decision.grant-fmr", "1e-6")), CALIBRATED))
                .hasMessageContaining("1.0E-6")
                .hasMessageContaining("Maybe");
    }

    @Test
    void saysThatTooFewPairsSupportARate() {
        ModelDescriptor small = UNCALIBRATED.withCalibration(new Calibration(
                "pairs",
                5_000,
                50,
                List.of(
                        new OperatingPoint(1e-2, 0.2f, 0.001, 50),
                        new OperatingPoint(1e-3, 0.3f, 0.002, 5),
                        new OperatingPoint(1e-4, 1f, 1, 0))));

        assertThatThrownBy(() -> DecisionPolicy.of(config(Map.of()), small))
                .hasMessageContaining("Embedder m is not calibrated at the false match rate 1.0E-4 (0 of 5000 impostor")
                .hasMessageContaining("it is calibrated at [0.01].")
                .hasMessageContaining("set facegate.decision.grant-fmr to a rate that it has");
        assertThatThrownBy(() -> DecisionPolicy.calibrated(config(Map.of()), small))
                .hasMessageContaining("not calibrated at the false match rate 1.0E-4");
    }

    @Test
    void refusesInconsistentThresholds() {
        assertThatThrownBy(() ->
                        DecisionPolicy.of(config(Map.of("facegate.decision.step-up-threshold", "0.45")), CALIBRATED))
                .hasMessageContaining("step-up threshold (0.45) must not be above the grant threshold (0.4)");
        assertThatThrownBy(
                        () -> DecisionPolicy.of(config(Map.of("facegate.decision.grant-threshold", "2.5")), CALIBRATED))
                .hasMessageContaining("2.5");
    }

    private static DecisionConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(DecisionConfig.class);
    }
}
