package io.facegate.service.gallery;

import io.facegate.service.web.problem.Problem;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemMappers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What can't be done with a gallery, as a problem. */
@Singleton
public final class GalleryProblems {
    private final ProblemMappers problems;

    GalleryProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> gallery(GalleryException e, RoutingContext context) {
        return problems.problem(new ProblemException(e.type(), Objects.requireNonNull(e.getMessage())), context);
    }
}
