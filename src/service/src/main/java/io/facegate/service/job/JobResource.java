package io.facegate.service.job;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public final class JobResource {
    private final JobRepository jobs;

    JobResource(JobRepository jobs) {
        this.jobs = jobs;
    }

    @GET
    @RolesAllowed({Scope.Code.READ, Scope.Code.ENROL, Scope.Code.ADMIN})
    @Path("{job}")
    @Operation(
            summary = "Show how far a deletion or an import is",
            description = "Known to every replica, and for a week after it is done.")
    public Uni<Job> getJob(@RestPath JobId job, @Context RoutingContext request) {
        BoundGalleries galleries = Callers.of(request).galleries();
        return jobs.find(job.value()).map(found -> found.filter(known -> galleries.areAll()
                        || galleries.names().stream().map(GalleryName::value).anyMatch(known.gallery()::equals))
                .orElseThrow(JobIdParameter::notFound));
    }
}
