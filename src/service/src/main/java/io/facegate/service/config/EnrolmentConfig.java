package io.facegate.service.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may be enrolled. */
@ConfigMapping(prefix = "facegate.enrolment")
public interface EnrolmentConfig {
    /**
     * Cosine similarity, -1..1, from which a picture is a duplicate of another identity of the gallery. Default: the
     * threshold that the gallery identifies at, which rises with its size.
     */
    Optional<Float> duplicateThreshold();
}
