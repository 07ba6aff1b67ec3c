package io.facegate.service.quality;

import io.facegate.service.config.QualityConfig;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.quality.QualityGate;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Whether a face is good enough to decide by. In pictures that are blurred, noisy or of few grey levels different people
 * resemble each other far more often than the stated false match rate, so such a picture is refused before anything is
 * compared: the person takes another one.
 */
@Singleton
public final class QualityRules {
    private final boolean beforeDecisions;
    private final QualityGate decisions;

    QualityRules(QualityConfig config) {
        QualityGate enrolment = gate(config);
        this.beforeDecisions = config.beforeDecisions();
        this.decisions = enrolment.withPose(enrolment.pose().widened(config.decisionPoseTolerance()));
    }

    /** The least that a face must offer to be enrolled. */
    public static QualityGate gate(QualityConfig config) {
        return new QualityGate(
                config.minimumInterEyeDistance(),
                new QualityGate.DetailLimits(
                        config.minimumSharpness(),
                        config.maximumNoise(),
                        config.minimumGreyLevels(),
                        config.maximumFlatShare()),
                config.minimumBrightness(),
                config.maximumBrightness(),
                config.minimumContrast(),
                new QualityGate.PoseLimits(config.maximumYaw(), config.maximumPitch(), config.maximumRoll()));
    }

    /** Why no decision may be made by a face; empty if one may. */
    public List<QualityDefect> defects(FaceQuality quality) {
        return beforeDecisions ? decisions.defects(quality) : List.of();
    }
}
