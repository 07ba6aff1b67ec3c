package io.facegate.service.job;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
    @Path("{job}")
    @Operation(
            summary = "Show how far a deletion or an import is",
            description = "Known to every replica, and for a week after it is done.")
    public Uni<Job> getJob(@RestPath JobId job) {
        return jobs.find(job.value()).map(found -> found.orElseThrow(JobIdParameter::notFound));
    }
}
