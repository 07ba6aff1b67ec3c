package io.facegate.service.secondapi;

import io.facegate.gallery.GalleryName;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** What a client is known by here stands for the gallery that it works with. */
final class ApiKey {
    static final String HEADER = "x-api-key";

    private ApiKey() {}

    static GalleryName gallery(@Nullable String key) {
        if (key == null) {
            throw new ProblemException(ProblemType.PARAMETER_INVALID, HEADER, "Missing header " + HEADER);
        }
        return new GalleryName(key);
    }
}
