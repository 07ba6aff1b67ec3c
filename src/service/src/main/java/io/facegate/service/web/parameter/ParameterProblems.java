package io.facegate.service.web.parameter;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A parameter that can't be what it stands for, as the problem that its feature has for that. */
@Singleton
public final class ParameterProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof RefusedParameter refused
                ? Optional.of(refused.problem().problem())
                : Optional.empty();
    }
}
