package io.facegate.service.web.parameter;

import io.facegate.service.web.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;

/** Carries a problem out of a converter: RESTEasy takes whatever else one throws for an unknown path. */
public final class RefusedParameter extends WebApplicationException {
    private static final long serialVersionUID = 1;

    private final transient ProblemException problem;

    RefusedParameter(ProblemException problem) {
        super(problem);
        this.problem = problem;
    }

    ProblemException problem() {
        return problem;
    }
}
