package io.facegate.service.decision;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A rate that can't be decided at, as a problem. */
@Singleton
public final class DecisionProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        if (failure instanceof NotCalibratedException) {
            return Optional.of(new ProblemDetail(ProblemType.FMR_NOT_CALIBRATED, String.valueOf(failure.getMessage())));
        }
        return failure instanceof RateTooLooseException
                ? Optional.of(new ProblemDetail(ProblemType.FMR_TOO_LOOSE, String.valueOf(failure.getMessage())))
                : Optional.empty();
    }
}
