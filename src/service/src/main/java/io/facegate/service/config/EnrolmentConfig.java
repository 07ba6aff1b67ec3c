package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may be enrolled. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.enrolment")
public interface EnrolmentConfig {
    /**
     * Cosine similarity, -1..1, from which a picture is a duplicate of another identity of the gallery. Default: the
     * threshold that the gallery identifies at, which rises with its size.
     */
    @Range(from = -1, to = 1)
    Optional<Float> duplicateThreshold();
}
