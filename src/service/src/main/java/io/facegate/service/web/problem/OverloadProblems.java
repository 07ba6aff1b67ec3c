package io.facegate.service.web.problem;

import io.facegate.service.inference.OverloadedException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** That nothing more can be computed now. It is here because the web asks for room before it reads a body. */
@Singleton
public final class OverloadProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof OverloadedException overloaded
                ? Optional.of(new ProblemDetail(ProblemType.OVERLOADED, "Too many requests are waiting already.")
                        .retryAfter(overloaded.expectedWait()))
                : Optional.empty();
    }
}
