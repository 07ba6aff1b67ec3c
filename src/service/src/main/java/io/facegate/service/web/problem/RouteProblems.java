package io.facegate.service.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.config.InferenceConfig;
import io.facegate.service.web.problem.ErrorFormat.ErrorBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Problems of requests that don't get as far as a resource. */
@Singleton
public final class RouteProblems {
    private static final Logger LOG = Logger.getLogger(RouteProblems.class);
    /** Before Quarkus' own failure handler, which answers in its own format. */
    private static final int FIRST = -1_000_000;

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ErrorFormats formats;
    private final KnownProblems problems;
    private final ObjectMapper json;
    private final InferenceConfig inference;

    RouteProblems(ErrorFormats formats, KnownProblems problems, ObjectMapper json, InferenceConfig inference) {
        this.formats = formats;
        this.problems = problems;
        this.json = json;
        this.inference = inference;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::answerFailure);
    }

    private void answerFailure(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten() || response.closed()) {
            context.next();
            return;
        }
        Optional<ProblemDetail> known = Optional.ofNullable(context.failure()).flatMap(problems::known);
        if (known.isPresent()) {
            if (UnwantedBody.isSent(context.request())) {
                closeLater(context);
            }
            answer(context, known.get());
            return;
        }
        int status = context.statusCode() >= 400 ? context.statusCode() : 500;
        if (status >= 500) {
            LOG.errorf(context.failure(), "A request failed with status %d", status);
        }
        if (status == 400) { // before any filter: nothing is known of what follows
            closeLater(context);
        }
        answer(context, StatusProblems.of(status));
    }

    /**
     * Answers a request whose body is not wanted. The connection can't be used again, but it is only closed after a
     * while: closed at once, a client that is still sending would see that instead of the answer.
     */
    public void refuse(RoutingContext context, ProblemType type, String detail) {
        refuse(context, new ProblemDetail(type, detail));
    }

    /** As {@link #refuse(RoutingContext, ProblemType, String)}. */
    public void refuse(RoutingContext context, ProblemDetail problem) {
        closeLater(context);
        answer(context, problem);
    }

    private static void closeLater(RoutingContext context) {
        context.response().putHeader("Connection", "close");
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            context.vertx()
                    .setTimer(LINGER.toMillis(), late -> request.connection().close());
        }
    }

    void answer(RoutingContext context, ProblemDetail problem) {
        ErrorBody body = formats.body(problem, context);
        Long retry = problem.retrySeconds(inference.retryAfter());
        if (retry != null) {
            context.response().putHeader("Retry-After", Long.toString(retry));
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            context.response().putHeader("WWW-Authenticate", ProblemType.CHALLENGE);
        }
        try {
            context.response()
                    .setStatusCode(body.status())
                    .putHeader("Content-Type", body.mediaType())
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(json.writeValueAsBytes(body.entity())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error is always JSON", e);
        }
    }
}
