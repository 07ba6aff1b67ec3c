package io.facegate.service.enrolment;

import io.facegate.service.config.EnrolmentConfig;
import io.facegate.service.config.QualityConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.quality.QualityGate;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Who may be enrolled.
 *
 * @param gate the least that a face must offer
 * @param duplicate from this similarity on, a picture shows somebody whom the gallery knows by another name
 */
record EnrolmentRules(QualityGate gate, Similarity duplicate) {

    static EnrolmentRules of(QualityConfig quality, EnrolmentConfig enrolment, DecisionPolicy policy) {
        return new EnrolmentRules(
                new QualityGate(
                        quality.minimumInterEyeDistance(),
                        quality.minimumSharpness(),
                        quality.minimumBrightness(),
                        quality.maximumBrightness(),
                        quality.minimumContrast(),
                        quality.maximumYaw(),
                        quality.maximumPitch(),
                        quality.maximumRoll()),
                new Similarity(
                        enrolment.duplicateThreshold().orElse(policy.grant().cosine())));
    }

    /** Draws the lines once. */
    @Singleton
    static final class Source {
        @Produces
        @Singleton
        EnrolmentRules rules(QualityConfig quality, EnrolmentConfig enrolment, DecisionPolicy policy) {
            try {
                return of(quality, enrolment, policy);
            } catch (IllegalArgumentException e) {
                throw StartupProblem.of(e);
            }
        }
    }
}
