package io.facegate.service.enrolment;

import io.facegate.service.config.EnrolmentConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.score.Score;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Who may be enrolled.
 *
 * @param duplicate from this score on, a picture shows somebody whom the gallery knows by another name; null for
 *     the threshold that it identifies at
 */
record EnrolmentRules(@Nullable Score duplicate) {

    static EnrolmentRules of(EnrolmentConfig enrolment) {
        return new EnrolmentRules(enrolment.duplicateThreshold().map(Score::new).orElse(null));
    }

    /** Draws the lines once. */
    @Singleton
    static final class Source {
        @Produces
        @Singleton
        EnrolmentRules rules(EnrolmentConfig enrolment) {
            try {
                return of(enrolment);
            } catch (IllegalArgumentException e) {
                throw StartupProblem.of(e, "FACEGATE_ENROLMENT_... decides it.", "leave them out.");
            }
        }
    }
}
