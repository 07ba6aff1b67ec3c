package io.facegate.service.job;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
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
    public Uni<Job> getJob(@RestPath String job) {
        return jobs.find(id(job)).map(found -> found.orElseThrow(JobResource::notFound));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.JOB_NOT_FOUND, "There is no such job.");
    }
}
