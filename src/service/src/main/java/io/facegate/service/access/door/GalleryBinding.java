package io.facegate.service.access.door;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Callers;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller is bound to the gallery that the path names. It is asked before anything else of the request is looked
 * at, so that another gallery is forbidden in the same way whether there is one of that name or not.
 */
public final class GalleryBinding {
    /** What the paths of all resources call it. */
    private static final String PARAMETER = "gallery";

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void check(ContainerRequestContext request, RoutingContext context) {
        BoundGalleries galleries = Callers.of(context).galleries();
        if (galleries.areAll()) {
            return;
        }
        @Nullable String name = request.getUriInfo().getPathParameters().getFirst(PARAMETER);
        if (name != null && !includes(galleries, name)) {
            throw new ForbiddenException();
        }
    }

    private static boolean includes(BoundGalleries galleries, String name) {
        try {
            return galleries.include(new GalleryName(name));
        } catch (IllegalArgumentException e) { // no gallery can have that name
            return false;
        }
    }
}
