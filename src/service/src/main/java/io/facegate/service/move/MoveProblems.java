package io.facegate.service.move;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What can't be done with a move, as a problem. */
@Singleton
public final class MoveProblems implements ProblemSource {
    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        return failure instanceof MoveException refused
                ? Optional.of(new ProblemDetail(type(refused), String.valueOf(refused.getMessage())))
                : Optional.empty();
    }

    private static ProblemType type(MoveException refused) {
        if (refused instanceof MoveException.NoMove) {
            return ProblemType.MOVE_NOT_FOUND;
        }
        return refused instanceof MoveException.Finished ? ProblemType.MOVE_FINISHED : ProblemType.GALLERY_MOVING;
    }
}
