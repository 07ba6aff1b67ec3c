package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may be enrolled. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.enrolment")
public interface EnrolmentConfig {
    /**
     * Score, -2..2 (without centres the cosine), from which a picture is a duplicate of another identity of the gallery.
     * Default: the threshold that the gallery identifies at, which rises with its size.
     */
    @Range(from = -2, to = 2)
    Optional<Float> duplicateThreshold();
}
