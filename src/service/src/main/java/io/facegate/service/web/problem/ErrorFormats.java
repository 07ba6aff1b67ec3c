package io.facegate.service.web.problem;

import io.facegate.service.web.problem.ErrorFormat.ErrorBody;
import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is wrong in the format of the interface that was asked; by default as a {@link Problem}. */
@Singleton
final class ErrorFormats {
    private final List<ErrorFormat> others;

    ErrorFormats(@All List<ErrorFormat> others) {
        this.others = others;
    }

    ErrorBody body(ProblemDetail problem, RoutingContext context) {
        @Nullable String path = context.request().path(); // null if there is no path in what was sent
        String requestId = RequestId.of(context);
        return others.stream()
                .filter(format -> path != null && format.writes(path))
                .findFirst()
                .map(format -> format.body(problem, requestId))
                .orElseGet(() -> new ErrorBody(problem.status(), Problem.MEDIA_TYPE, Problem.of(problem, requestId)));
    }
}
