package io.facegate.service.web.problem;

import io.facegate.service.config.InferenceConfig;
import io.facegate.service.inference.OverloadedException;
import io.facegate.vision.image.PictureRejectedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.SortedSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Exceptions of resources to problems. What an unexpected exception says goes to the log only. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final AllowedMethods allowed;
    private final InferenceConfig inference;
    private final DatabaseFailureLog outages = new DatabaseFailureLog(System::nanoTime, LOG::error);

    ProblemMappers(AllowedMethods allowed, InferenceConfig inference) {
        this.allowed = allowed;
        this.inference = inference;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> rejected(PictureRejectedException e, RoutingContext context) {
        return answer(ProblemType.of(e.rejection()), String.valueOf(e.getMessage()), null, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> problem(ProblemException e, RoutingContext context) {
        return answer(
                e.type(),
                Problem.of(e.type(), e.detail(), e.part(), RequestId.of(context))
                        .because(e.reasons()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> overloaded(OverloadedException e, RoutingContext context) {
        return answer(ProblemType.OVERLOADED, "Too many requests are waiting already.", null, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notFound(NotFoundException e, RoutingContext context) {
        return unrouted(404, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> byStatus(WebApplicationException e, RoutingContext context) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            LOG.errorf(e, "A request failed with status %d", status);
        }
        if (status == 415) {
            return unsupported(context);
        }
        return status == 405
                ? unrouted(status, context)
                : answer(StatusProblems.of(status, RequestId.of(context))).build();
    }

    private static RestResponse<Problem> unsupported(RoutingContext context) {
        String accepted = AcceptedTypes.of(context.normalizedPath());
        return answer(Problem.of(
                        ProblemType.MEDIA_TYPE_UNSUPPORTED,
                        "The Content-Type is not one of %s.".formatted(accepted),
                        null,
                        RequestId.of(context)))
                .header(HttpHeaders.ACCEPT, accepted)
                .build();
    }

    /**
     * @param otherwise the status unless it is the method that is not allowed
     */
    private RestResponse<Problem> unrouted(int otherwise, RoutingContext context) {
        SortedSet<String> methods = allowed.of(context);
        return methods.isEmpty() || methods.contains(context.request().method().name())
                ? answer(StatusProblems.of(otherwise, RequestId.of(context))).build()
                : answer(StatusProblems.of(405, RequestId.of(context)))
                        .header(HttpHeaders.ALLOW, AllowedMethods.header(methods))
                        .build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unexpected(Throwable e, RoutingContext context) {
        return DatabaseFailure.of(e)
                .map(failure -> {
                    outages.tell(failure, e);
                    return answer(failure.type(), failure.detail(), null, context);
                })
                .orElseGet(() -> {
                    LOG.error("A request failed", e);
                    return answer(StatusProblems.of(500, RequestId.of(context))).build();
                });
    }

    private RestResponse<Problem> answer(
            ProblemType type, String detail, @Nullable String part, RoutingContext context) {
        return answer(type, Problem.of(type, detail, part, RequestId.of(context)));
    }

    private RestResponse<Problem> answer(ProblemType type, Problem problem) {
        ResponseBuilder<Problem> answer = answer(problem);
        if (type == ProblemType.IMAGE_TYPE_UNSUPPORTED) {
            answer.header(HttpHeaders.ACCEPT, AcceptedTypes.OF_PICTURES);
        }
        if (type.passes()) {
            answer.header(HttpHeaders.RETRY_AFTER, inference.retryAfter().toSeconds());
        }
        return answer.build();
    }

    private static ResponseBuilder<Problem> answer(Problem problem) {
        return ResponseBuilder.<Problem>create(problem.status()).entity(problem).type(Problem.MEDIA_TYPE);
    }
}
