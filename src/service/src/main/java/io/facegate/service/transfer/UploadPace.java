package io.facegate.service.transfer;

import io.facegate.service.config.ImportsConfig;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a body comes fast enough to keep its place. Only what the sender takes counts, and not what it takes here to keep
 * what came.
 */
final class UploadPace {
    private final ImportsConfig limits;
    private final Clock clock;
    private final Instant begun;
    private Instant last;
    private long bytes;
    private boolean taking;

    UploadPace(ImportsConfig limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.begun = clock.instant();
        this.last = begun;
    }

    /** A piece has come, and is being taken. */
    synchronized void came(int length) {
        bytes += length;
        taking = true;
    }

    /** The next one may come. */
    synchronized void taken() {
        taking = false;
        last = clock.instant();
    }

    /**
     * @throws ProblemException if the body is too slow
     */
    synchronized void check() {
        Instant now = clock.instant();
        Duration silence = Duration.between(last, now);
        if (!taking && silence.compareTo(limits.longestSilence()) > 0) {
            throw tooSlow("Nothing came for %d seconds.".formatted(silence.toSeconds()));
        }
        Duration taken = Duration.between(begun, now);
        if (taken.compareTo(limits.longestUpload()) > 0) {
            throw tooSlow("It took more than %d seconds to come."
                    .formatted(limits.longestUpload().toSeconds()));
        }
        if (!taking
                && taken.compareTo(limits.longestSilence()) > 0
                && bytes * 1000 < limits.leastPerSecond().asLongValue() * taken.toMillis()) {
            throw tooSlow("Less than %d bytes came in a second."
                    .formatted(limits.leastPerSecond().asLongValue()));
        }
    }

    private static ProblemException tooSlow(String why) {
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, why);
    }
}
