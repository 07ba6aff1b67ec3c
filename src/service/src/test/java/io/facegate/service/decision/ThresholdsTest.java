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
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
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
    private static final CalibratedOn ON_PAIRS = new CalibratedOn(PopulationKind.GROWN, "pairs", 1_000_000);
    private static final DecisionPolicy POLICY =
            new DecisionPolicy(Threshold.set(0.5f), new Threshold(0.3f, 1e-3, ON_PAIRS));

    private final Thresholds thresholds = new Thresholds(Map.of(CALIBRATED, POLICY), new FalseMatchRate(1e-4), 1e-2);

    @Test
    void areTheOperatorsUnlessTheRequestAsksForARate() {
        assertThat(at(null)).isEqualTo(POLICY);
    }

    @Test
    void areTheCalibratedOnesForARate() {
        assertThat(at(1e-4))
                .isEqualTo(
                        new DecisionPolicy(new Threshold(0.4f, 1e-4, ON_PAIRS), new Threshold(0.3f, 1e-3, ON_PAIRS)));
    }

    @Test
    void leaveNoRoomForAStepUpAboveTheGrant() {
        assertThat(at(0.01))
                .isEqualTo(
                        new DecisionPolicy(new Threshold(0.2f, 1e-2, ON_PAIRS), new Threshold(0.2f, 1e-2, ON_PAIRS)));
    }

    private DecisionPolicy at(@Nullable Double rate) {
        return thresholds.at(CALIBRATED.id(), PopulationKind.GROWN, rate == null ? null : new FalseMatchRate(rate));
    }

    @Test
    void ofASearchDivideTheRateByItsComparisons() {
        Threshold alone = thresholds.forSearch(CALIBRATED.id(), PopulationKind.GROWN, new FalseMatchRate(1e-2), 1);
        Threshold among = thresholds.forSearch(CALIBRATED.id(), PopulationKind.GROWN, new FalseMatchRate(1e-2), 100);
        Threshold crowd =
                thresholds.forSearch(CALIBRATED.id(), PopulationKind.GROWN, new FalseMatchRate(1e-2), 1_000_000);

        assertThat(alone).isEqualTo(new Threshold(0.2f, 1e-2, ON_PAIRS));
        assertThat(among).isEqualTo(new Threshold(0.4f, 1e-4, ON_PAIRS));
        assertThat(crowd.score()).isBetween(0.5f, 1f);
        assertThat(crowd.falseMatchRate()).isEqualTo(1e-8);
        assertThat(crowd.extrapolated()).isTrue();
        assertThat(among.extrapolated()).as("measured").isFalse();
        assertThat(thresholds
                        .forSearch(CALIBRATED.id(), PopulationKind.GROWN, new FalseMatchRate(1e-2), 10)
                        .extrapolated())
                .as("between two that were measured")
                .isFalse();
    }

    @Test
    void ofASearchAreTheOperatorsSimilarityWhereThereIsOne() {
        assertThat(thresholds.forSearch(CALIBRATED.id(), PopulationKind.GROWN, null, 1000))
                .isEqualTo(POLICY.grant());
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
        assertThatThrownBy(() -> new Thresholds(Map.of(UNCALIBRATED, POLICY), new FalseMatchRate(1e-4), 1e-3)
                        .requireCalibrated(UNCALIBRATED.id(), PopulationKind.GROWN, new FalseMatchRate(1e-4)))
                .hasMessageContaining("has no calibration");
    }

    /** Children's rate of 1e-4 would refuse nearly everybody, so that it is not offered. */
    private static final ModelDescriptor OF_TWO_KINDS = UNCALIBRATED.withCalibration(new Calibration(
            "faces",
            3_000_000,
            1_000,
            List.of(
                    new OperatingPoint(1e-2, 0.2f, 0.001, 10_000, "city"),
                    new OperatingPoint(1e-4, 0.4f, 0.003, 100, "village")),
            List.of(),
            Calibration.WORST,
            null,
            List.of(
                    new PopulationRates("city", PopulationKind.GROWN, 2_000, 1_900_000, 3, List.of()),
                    new PopulationRates("village", PopulationKind.GROWN, 1_500, 1_100_000, 2, List.of()),
                    new PopulationRates("school", PopulationKind.CHILDREN, 900, 400_000, 1, List.of())),
            new OperatingPoints(
                    400_000,
                    List.of(
                            new OperatingPoint(1e-2, 0.5f, 0.3, 4_000, "school"),
                            new OperatingPoint(1e-3, 0.6f, 0.5, 400, "school")),
                    List.of(new Calibration.Unsupported(1e-4, 40, 0.97)))));

    @Test
    void sayWhichPopulationDecidedAndOnHowManyPairs() {
        Thresholds both = new Thresholds(Map.of(OF_TWO_KINDS, POLICY), new FalseMatchRate(1e-3), 1e-2);

        assertThat(both.at(OF_TWO_KINDS.id(), PopulationKind.GROWN, new FalseMatchRate(1e-4))
                        .grant())
                .isEqualTo(new Threshold(0.4f, 1e-4, new CalibratedOn(PopulationKind.GROWN, "village", 1_100_000)));
    }

    @Test
    void ofChildrenAreTheirOwnWhateverTheOperatorSets() {
        Thresholds both = new Thresholds(Map.of(OF_TWO_KINDS, POLICY), new FalseMatchRate(1e-3), 1e-2);
        CalibratedOn school = new CalibratedOn(PopulationKind.CHILDREN, "school", 400_000);

        assertThat(both.at(OF_TWO_KINDS.id(), PopulationKind.CHILDREN, null))
                .isEqualTo(new DecisionPolicy(new Threshold(0.6f, 1e-3, school), new Threshold(0.5f, 1e-2, school)));
        assertThat(both.forSearch(OF_TWO_KINDS.id(), PopulationKind.CHILDREN, new FalseMatchRate(1e-2), 10))
                .isEqualTo(new Threshold(0.6f, 1e-3, school));
        assertThat(both.at(OF_TWO_KINDS.id(), PopulationKind.GROWN, null)).isEqualTo(POLICY);
    }

    @Test
    void ofChildrenAreRefusedWhereTheRateCantBeHeld() {
        Thresholds both = new Thresholds(Map.of(OF_TWO_KINDS, POLICY), new FalseMatchRate(1e-4), 1e-3);

        assertThatThrownBy(() -> both.requireCalibrated(OF_TWO_KINDS.id(), PopulationKind.CHILDREN, null))
                .isInstanceOf(NotCalibratedException.class)
                .hasMessageStartingWith("Embedder m is for children not calibrated at the false match rate 1.0E-4 (its"
                        + " threshold would refuse 97% of the genuine pairs)");
        assertThatThrownBy(() -> thresholds.at(CALIBRATED.id(), PopulationKind.CHILDREN, null))
                .isInstanceOf(NotCalibratedException.class)
                .hasMessage(
                        "Embedder m has no calibration for children, so no threshold is known for a false match rate.");
    }
}
