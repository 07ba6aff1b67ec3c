package io.facegate.service.database;

import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the database didn't do, as a problem, and in the log for whoever can mend it. */
@Singleton
public final class DatabaseProblems implements ProblemSource {
    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    private final DatabaseFailureLog outages = new DatabaseFailureLog(System::nanoTime, LOG::error);

    @Override
    public Optional<ProblemDetail> of(Throwable failure) {
        Optional<DatabaseFailure> known = DatabaseFailure.of(failure);
        known.ifPresent(kind -> outages.tell(kind, failure));
        return known.map(kind -> new ProblemDetail(type(kind), kind.detail()));
    }

    private static ProblemType type(DatabaseFailure failure) {
        return switch (failure) {
            case UNREACHABLE, EXHAUSTED, READ_ONLY -> ProblemType.DATABASE_UNAVAILABLE;
            case BUSY -> ProblemType.DATABASE_BUSY;
            case FORBIDDEN, OTHER_SCHEMA -> ProblemType.DATABASE_REFUSES;
        };
    }
}
