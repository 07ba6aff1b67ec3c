package io.facegate.service.job;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** In a path: a number that no job can have is one that none has. */
@Provider
public final class JobIdParameter extends TypedParameter<JobId> {
    public JobIdParameter() {
        super(JobId.class, text -> new JobId(Long.parseLong(text)), JobIdParameter::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.JOB_NOT_FOUND, "There is no such job.");
    }
}
