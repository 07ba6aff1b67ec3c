package io.facegate.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
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
                    new OperatingPoint(1e-4, 0.4f, 0.003, 100),
                    new OperatingPoint(1e-6, 0.6f, 0.003, 1))));
    private static final DecisionPolicy POLICY =
            new DecisionPolicy(new Threshold(0.5f, null), new Threshold(0.3f, 1e-3));

    private final Thresholds thresholds = new Thresholds(Map.of(CALIBRATED, POLICY));

    @Test
    void areTheOperatorsUnlessTheRequestAsksForARate() {
        assertThat(at(null)).isEqualTo(POLICY);
    }

    @Test
    void areTheCalibratedOnesForARate() {
        assertThat(at(1e-4)).isEqualTo(new DecisionPolicy(new Threshold(0.4f, 1e-4), new Threshold(0.3f, 1e-3)));
    }

    @Test
    void leaveNoRoomForAStepUpAboveTheGrant() {
        assertThat(at(0.01)).isEqualTo(new DecisionPolicy(new Threshold(0.2f, 1e-2), new Threshold(0.2f, 1e-2)));
    }

    private DecisionPolicy at(@Nullable Double rate) {
        return thresholds.at(CALIBRATED.id(), rate == null ? null : new FalseMatchRate(rate));
    }

    @Test
    void ofASearchDivideTheRateByItsComparisons() {
        Threshold alone = thresholds.forSearch(CALIBRATED.id(), new FalseMatchRate(1e-2), 1);
        Threshold among = thresholds.forSearch(CALIBRATED.id(), new FalseMatchRate(1e-2), 100);
        Threshold crowd = thresholds.forSearch(CALIBRATED.id(), new FalseMatchRate(1e-2), 1_000_000);

        assertThat(alone).isEqualTo(new Threshold(0.2f, 1e-2));
        assertThat(among).isEqualTo(new Threshold(0.4f, 1e-4));
        assertThat(crowd.cosine()).isBetween(0.5f, 1f);
        assertThat(crowd.falseMatchRate()).isEqualTo(1e-8);
    }

    @Test
    void ofASearchAreTheOperatorsSimilarityWhereThereIsOne() {
        assertThat(thresholds.forSearch(CALIBRATED.id(), null, 1000)).isEqualTo(POLICY.grant());
    }

    @Test
    void refuseARateThatTooFewPairsSupport() {
        assertThatThrownBy(() -> at(1e-6))
                .isInstanceOf(NotCalibratedException.class)
                .hasMessage("Embedder m is not calibrated at the false match rate 1.0E-6 (1 of 1000000 impostor pairs"
                        + " support it, at least 10 are needed); it is calibrated at [0.01, 1.0E-4].");
    }

    @Test
    void refuseARateThatWasNotCalibrated() {
        assertThatThrownBy(() -> at(1e-3))
                .isInstanceOf(NotCalibratedException.class)
                .hasMessageContaining("[0.01, 1.0E-4]");
        assertThatThrownBy(() -> new Thresholds(Map.of(UNCALIBRATED, POLICY))
                        .requireCalibrated(UNCALIBRATED.id(), new FalseMatchRate(1e-4)))
                .hasMessageContaining("has no calibration");
    }
}
