package io.facegate.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import io.facegate.vision.model.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateFloorTest {
    private static final ModelId MODEL = new ModelId("m");
    private static final FalseMatchRate LOOSE = new FalseMatchRate(1e-2);
    private static final FalseMatchRate USUAL = new FalseMatchRate(1e-3);
    private static final FalseMatchRate STRICT = new FalseMatchRate(1e-4);
    private static final CalibratedOn ON_PAIRS = new CalibratedOn(PopulationKind.GROWN, "pairs", 1_000_000);
    private static final Threshold STEP_UP = Threshold.set(0.1f);
    private static final ModelDescriptor CALIBRATED = new ModelDescriptor(
                    MODEL,
                    new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512),
                    Map.of(),
                    new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
                    Licence.UNKNOWN,
                    null)
            .withCalibration(new Calibration(
                    "pairs",
                    1_000_000,
                    1_000,
                    List.of(
                            new OperatingPoint(1e-2, 0.2f, 0.001, 10_000),
                            new OperatingPoint(1e-3, 0.3f, 0.002, 1_000),
                            new OperatingPoint(1e-4, 0.4f, 0.003, 100)),
                    List.of(),
                    Calibration.WORST,
                    null,
                    List.of(),
                    new OperatingPoints(400_000, List.of(new OperatingPoint(1e-2, 0.5f, 0.3, 4_000)), List.of())));

    private static RateFloor floor(double loosest, Threshold operators) {
        return new RateFloor(
                new Thresholds(Map.of(CALIBRATED, new DecisionPolicy(operators, STEP_UP)), USUAL, 1e-2), loosest);
    }

    private static final RateFloor CLOSED = floor(0, new Threshold(0.3f, USUAL.value(), ON_PAIRS));
    private static final RateFloor OPEN_TO_USUAL = floor(1e-3, new Threshold(0.4f, STRICT.value(), ON_PAIRS));

    private static @Nullable FalseMatchRate decidedAt(
            RateFloor floor, @Nullable FalseMatchRate own, @Nullable FalseMatchRate asked) {
        return floor.decidedAt(MODEL, PopulationKind.GROWN, own, asked);
    }

    @Test
    void aStricterRateMayAlwaysBeAskedFor() {
        assertThat(decidedAt(CLOSED, null, STRICT)).isEqualTo(STRICT);
        assertThat(decidedAt(CLOSED, null, USUAL)).isEqualTo(USUAL);
        assertThat(decidedAt(CLOSED, STRICT, STRICT)).isEqualTo(STRICT);
    }

    @Test
    void aLooserOneMayNotUnlessTheOperatorAllowsIt() {
        assertThatThrownBy(() -> decidedAt(CLOSED, null, LOOSE))
                .isInstanceOf(RateTooLooseException.class)
                .hasMessageContaining("FACEGATE_DECISION_LOOSEST_FMR");
        assertThatThrownBy(() -> decidedAt(OPEN_TO_USUAL, STRICT, LOOSE)).isInstanceOf(RateTooLooseException.class);
        assertThat(decidedAt(OPEN_TO_USUAL, STRICT, USUAL)).isEqualTo(USUAL);
    }

    @Test
    void aGalleryThatIsStricterThanTheOperatorIsAFloorToItsRequests() {
        assertThatThrownBy(() -> decidedAt(CLOSED, STRICT, USUAL)).isInstanceOf(RateTooLooseException.class);
    }

    @Test
    void theOperatorsScoreIsAFloorThoughNobodyKnowsItsRate() {
        RateFloor scored = floor(0, Threshold.set(0.35f));

        assertThat(decidedAt(scored, null, STRICT)).isEqualTo(STRICT);
        assertThatThrownBy(() -> decidedAt(scored, null, USUAL)).isInstanceOf(RateTooLooseException.class);
    }

    @Test
    void whoeverAsksForNoneHasTheGallerysAsFarAsItIsAllowed() {
        assertThat(decidedAt(CLOSED, STRICT, null)).isEqualTo(STRICT);
        assertThat(decidedAt(OPEN_TO_USUAL, USUAL, null)).isEqualTo(USUAL);
        assertThat(decidedAt(CLOSED, null, null)).isNull();
        assertThat(decidedAt(CLOSED, LOOSE, null))
                .as("what the operator allowed once is the operator's policy now")
                .isNull();
    }

    @Test
    void aGalleryCantBeGivenALooserOne() {
        assertThatThrownBy(() -> CLOSED.requireOffered(MODEL, PopulationKind.GROWN, LOOSE))
                .isInstanceOf(RateTooLooseException.class);
        assertThatCode(() -> {
                    CLOSED.requireOffered(MODEL, PopulationKind.GROWN, USUAL);
                    CLOSED.requireOffered(MODEL, PopulationKind.GROWN, null);
                    CLOSED.requireOffered(new ModelId("not-served"), PopulationKind.GROWN, LOOSE);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void childrenHaveTheOperatorsRateForAFloorAndNotTheScore() {
        assertThatThrownBy(() -> floor(0, Threshold.set(0.1f)).requireOffered(MODEL, PopulationKind.CHILDREN, LOOSE))
                .isInstanceOf(RateTooLooseException.class);
        assertThat(floor(1e-2, Threshold.set(0.6f)).decidedAt(MODEL, PopulationKind.CHILDREN, LOOSE, null))
                .isEqualTo(LOOSE);
    }
}
