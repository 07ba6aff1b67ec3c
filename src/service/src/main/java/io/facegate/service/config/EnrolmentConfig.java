package io.facegate.service.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may be enrolled. */
@ConfigMapping(prefix = "facegate.enrolment")
public interface EnrolmentConfig {
    /**
     * Cosine similarity, -1..1, from which a picture is a duplicate of another identity of the gallery. Default: the
     * gallery's threshold for access_granted. Each enrolled person may be mistaken at that threshold's false match rate,
     * so large galleries need a higher one, or requests with {@code duplicates=allow}.
     */
    Optional<Float> duplicateThreshold();
}
