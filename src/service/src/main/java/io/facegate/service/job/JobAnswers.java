package io.facegate.service.job;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What a request is answered that began a job. */
@Singleton
public final class JobAnswers {
    private final JobRepository jobs;
    private final Deletions deletions;

    JobAnswers(JobRepository jobs, Deletions deletions) {
        this.jobs = jobs;
        this.deletions = deletions;
    }

    /** 204 if all is deleted soon; else 202 with the job, which goes on. */
    public Uni<RestResponse<Job>> deletion(long job) {
        return deletions
                .carryOut(job)
                .chain(finished ->
                        finished ? Uni.createFrom().item(RestResponse.<Job>status(Status.NO_CONTENT)) : accepted(job));
    }

    /** 202 with where to ask for it. */
    public Uni<RestResponse<Job>> accepted(long job) {
        return jobs.find(job).map(found -> ResponseBuilder.<Job>create(Status.ACCEPTED)
                .entity(found.orElseThrow(() -> new IllegalStateException("A job is kept for a week")))
                .location(URI.create("/v1/jobs/" + job))
                .build());
    }
}
