package io.facegate.service.web.problem;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Which problem a failure is, as its feature knows. What an unexpected failure says goes to the log only. */
@Singleton
public final class KnownProblems {
    private static final Logger LOG = Logger.getLogger(KnownProblems.class);

    private final List<ProblemSource> sources;

    KnownProblems(@All List<ProblemSource> sources) {
        this.sources = sources;
    }

    public ProblemDetail of(Throwable failure) {
        return known(failure).orElseGet(() -> {
            LOG.error("A request failed", failure);
            return StatusProblems.of(500);
        });
    }

    /** Empty if the failure is a mistake of the service. */
    Optional<ProblemDetail> known(Throwable failure) {
        return failure instanceof ProblemException refused
                ? Optional.of(refused.problem())
                : sources.stream()
                        .map(source -> source.of(failure))
                        .flatMap(Optional::stream)
                        .findFirst();
    }
}
