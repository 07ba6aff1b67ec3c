package io.facegate.service.web.parameter;

import io.facegate.service.web.problem.Problem;
import io.facegate.service.web.problem.ProblemMappers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A parameter that can't be what it stands for, as the problem that its feature has for that. */
@Singleton
public final class ParameterProblems {
    private final ProblemMappers problems;

    ParameterProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> refused(RefusedParameter e, RoutingContext context) {
        return problems.problem(e.problem(), context);
    }
}
