package io.facegate.service.web.problem;

import io.facegate.service.config.InferenceConfig;
import io.facegate.service.inference.OverloadedException;
import io.facegate.service.web.problem.ErrorFormat.ErrorBody;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
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

/** Answers for what failed in a resource, or on the way to one. */
@Singleton
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final long REFUSAL_MILLISECONDS = 250;

    private final KnownProblems problems;
    private final ErrorFormats formats;
    private final AllowedMethods allowed;
    private final InferenceConfig inference;

    ProblemMappers(KnownProblems problems, ErrorFormats formats, AllowedMethods allowed, InferenceConfig inference) {
        this.problems = problems;
        this.formats = formats;
        this.allowed = allowed;
        this.inference = inference;
    }

    @ServerExceptionMapper
    public RestResponse<Object> failed(Throwable e, RoutingContext context) {
        return answer(problems.of(e), context).build();
    }

    /**
     * Not quite at once: those who try again at once would take the processors from those who are served. Meanwhile it costs
     * a connection, of which there are only so many.
     */
    @ServerExceptionMapper
    public Uni<RestResponse<Object>> overloaded(OverloadedException e, RoutingContext context) {
        return Uni.createFrom().emitter(answer -> context.vertx()
                .setTimer(REFUSAL_MILLISECONDS, over -> answer.complete(failed(e, context))));
    }

    /** Quarkus has mappers of its own for these, which would come before {@link #failed}. */
    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class, ForbiddenException.class})
    public RestResponse<Object> refused(SecurityException e, RoutingContext context) {
        return answer(problems.of(e), context).build();
    }

    @ServerExceptionMapper
    public RestResponse<Object> notFound(NotFoundException e, RoutingContext context) {
        return unrouted(404, context);
    }

    @ServerExceptionMapper
    public RestResponse<Object> byStatus(WebApplicationException e, RoutingContext context) {
        return problems.known(e)
                .map(problem -> answer(problem, context).build())
                .orElseGet(() -> byStatus(e, e.getResponse().getStatus(), context));
    }

    private RestResponse<Object> byStatus(WebApplicationException e, int status, RoutingContext context) {
        if (status >= 500) {
            LOG.errorf(e, "A request failed with status %d", status);
        }
        return switch (status) {
            case 405 -> unrouted(status, context);
            case 415 -> unsupported(context);
            default -> answer(StatusProblems.of(status), context).build();
        };
    }

    private RestResponse<Object> unsupported(RoutingContext context) {
        String accepted = AcceptedTypes.of(context.normalizedPath());
        return answer(
                        new ProblemDetail(
                                ProblemType.MEDIA_TYPE_UNSUPPORTED,
                                "The Content-Type is not one of %s.".formatted(accepted)),
                        context)
                .header(HttpHeaders.ACCEPT, accepted)
                .build();
    }

    /**
     * @param otherwise the status unless it is the method that is not allowed
     */
    private RestResponse<Object> unrouted(int otherwise, RoutingContext context) {
        SortedSet<String> methods = allowed.of(context);
        return methods.isEmpty() || methods.contains(context.request().method().name())
                ? answer(StatusProblems.of(otherwise), context).build()
                : answer(StatusProblems.of(405), context)
                        .header(HttpHeaders.ALLOW, AllowedMethods.header(methods))
                        .build();
    }

    private ResponseBuilder<Object> answer(ProblemDetail problem, RoutingContext context) {
        ErrorBody body = formats.body(problem, context);
        ResponseBuilder<Object> answer =
                ResponseBuilder.create(body.status()).entity(body.entity()).type(body.mediaType());
        if (problem.type() == ProblemType.IMAGE_TYPE_UNSUPPORTED) {
            answer.header(HttpHeaders.ACCEPT, AcceptedTypes.OF_PICTURES);
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, ProblemType.CHALLENGE);
        }
        Long retry = problem.retrySeconds(inference.retryAfter());
        if (retry != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retry);
        }
        return answer;
    }
}
