package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryFileException;
import io.facegate.service.web.problem.Problem;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemMappers;
import io.facegate.service.web.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A file that can't be imported, as a problem. */
@Singleton
public final class TransferProblems {
    private final ProblemMappers problems;

    TransferProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> file(GalleryFileException e, RoutingContext context) {
        return problems.problem(new ProblemException(type(e), e.detail()), context);
    }

    static ProblemType type(GalleryFileException e) {
        return switch (e.fault()) {
            case MALFORMED -> ProblemType.IMPORT_MALFORMED;
            case VERSION_UNSUPPORTED -> ProblemType.IMPORT_VERSION_UNSUPPORTED;
            case INCOMPLETE -> ProblemType.IMPORT_INCOMPLETE;
            case DAMAGED -> ProblemType.IMPORT_DAMAGED;
        };
    }
}
