package io.facegate.service.idempotency;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A key that can't name a request, as a problem. */
@Singleton
public final class IdempotencyProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof IdempotencyException refused ? Optional.of(of(refused)) : Optional.empty();
    }

    private static ProblemDetail of(IdempotencyException refused) {
        ProblemType type = refused instanceof IdempotencyException.KeyInUse
                ? ProblemType.IDEMPOTENCY_KEY_IN_USE
                : ProblemType.IDEMPOTENCY_KEY_REUSED;
        return new ProblemDetail(
                type, type.status(), String.valueOf(refused.getMessage()), IdempotencyKey.HEADER, List.of());
    }
}
