package io.facegate.service.quality;

import io.facegate.service.config.QualityConfig;
import io.facegate.vision.quality.QualityGate;
import jakarta.inject.Singleton;

/**
 * Whether a face is good enough to decide by. In pictures that are blurred, noisy or of few grey levels different people
 * resemble each other far more often than the stated false match rate, so such a picture is refused before anything is
 * compared: the person takes another one.
 */
@Singleton
public final class QualityRules {
    private final QualityConfig config;
    private final QualityCheck enrolments;
    private final QualityCheck decisions;

    QualityRules(QualityConfig config) {
        QualityGate enrolment = gate(config);
        this.config = config;
        this.enrolments = new QualityCheck(enrolment);
        this.decisions = new QualityCheck(enrolment.withPose(enrolment.pose().widened(config.decisionPoseTolerance())));
    }

    private static QualityGate gate(QualityConfig config) {
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

    /** What faces are judged by where no gallery has a say. */
    public QualityCheck check(Purpose purpose) {
        return check(purpose, GalleryGates.UNSET);
    }

    /**
     * @param gates what the gallery says
     */
    public QualityCheck check(Purpose purpose, GalleryGates gates) {
        Boolean ofGallery = gates.at(purpose);
        if (!(ofGallery == null ? operators(purpose) : ofGallery)) {
            return QualityCheck.NONE;
        }
        return purpose == Purpose.ENROLMENT ? enrolments : decisions;
    }

    private boolean operators(Purpose purpose) {
        return switch (purpose) {
            case ENROLMENT -> config.atEnrolment();
            case VERIFICATION -> config.atVerification();
            case IDENTIFICATION -> config.atIdentification();
            case COMPARISON -> config.atComparison();
        };
    }
}
