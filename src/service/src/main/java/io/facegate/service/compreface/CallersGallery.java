package io.facegate.service.compreface;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Callers;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;

/** No request of this interface names a gallery: a key stands for it. */
@Singleton
final class CallersGallery {
    private final Optional<String> configured;

    CallersGallery(CompreFaceConfig config) {
        this.configured = config.gallery();
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            configured.ifPresent(GalleryName::new);
        } catch (IllegalArgumentException e) {
            throw new StartupProblem(new StartFailure(
                    "no gallery can have the name %s.".formatted(configured.orElse("")),
                    "FACEGATE_COMPREFACE_GALLERY is the gallery of keys that are bound to no single one.",
                    "leave it out, and make keys that are bound to one gallery: docs/compreface.md."));
        }
    }

    /** The only gallery that the caller is bound to, or else that of the setting. */
    GalleryName of(RoutingContext request) {
        BoundGalleries galleries = Callers.of(request).galleries();
        if (galleries.names().size() == 1) {
            return galleries.names().iterator().next();
        }
        return configured
                .map(GalleryName::new)
                .filter(galleries::include)
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemType.GALLERY_NOT_FOUND,
                                "The key is bound to no single gallery."
                                        + " Maybe make one that is: ./facegate keys create --compreface recognition --galleries NAME"));
    }
}
