package io.facegate.service.identification;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The query parameter {@code k}. */
@Provider
public final class CandidateLimitParameter extends TypedParameter<CandidateLimit> {
    public CandidateLimitParameter() {
        super(
                CandidateLimit.class,
                text -> new CandidateLimit(Integer.parseInt(text)),
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'k' must be a number from 1 to %d.".formatted(CandidateLimit.MOST)));
    }
}
