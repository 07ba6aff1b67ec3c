package io.facegate.service.turn;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** That there is no place left to wait in, as a problem. */
@Singleton
public final class TurnProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof TurnsTakenException
                ? Optional.of(new ProblemDetail(ProblemType.OVERLOADED, String.valueOf(failure.getMessage())))
                : Optional.empty();
    }
}
