package io.facegate.service.enrolment;

import io.facegate.service.config.EnrolmentConfig;
import io.facegate.service.config.QualityConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.quality.QualityRules;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.quality.QualityGate;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Who may be enrolled.
 *
 * @param gate the least that a face must offer
 * @param duplicate from this similarity on, a picture shows somebody whom the gallery knows by another name; null for
 *     the threshold that it identifies at
 */
record EnrolmentRules(QualityGate gate, @Nullable Similarity duplicate) {

    static EnrolmentRules of(QualityConfig quality, EnrolmentConfig enrolment) {
        return new EnrolmentRules(
                QualityRules.gate(quality),
                enrolment.duplicateThreshold().map(Similarity::new).orElse(null));
    }

    /** Draws the lines once. */
    @Singleton
    static final class Source {
        @Produces
        @Singleton
        EnrolmentRules rules(QualityConfig quality, EnrolmentConfig enrolment) {
            try {
                return of(quality, enrolment);
            } catch (IllegalArgumentException e) {
                throw StartupProblem.of(
                        e, "FACEGATE_QUALITY_... and FACEGATE_ENROLMENT_... decide it.", "leave them out.");
            }
        }
    }
}
