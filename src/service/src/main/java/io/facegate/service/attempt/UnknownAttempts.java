package io.facegate.service.attempt;

import io.facegate.service.config.AttemptsConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Forgets whom nobody is that was tried to be: what wasn't tried for long, and, if there are too many, what was tried longest
 * ago. Otherwise whoever makes up names would fill the database.
 */
@Singleton
final class UnknownAttempts implements Upkeep {
    private static final Logger LOG = Logger.getLogger(UnknownAttempts.class);

    /** Some at a time, and nothing that another service is at. */
    private static final String FORGET = """
            DELETE FROM unknown_attempts WHERE (gallery_id, identity_id) IN (
                SELECT gallery_id, identity_id FROM unknown_attempts
                WHERE reserved_at <= clock_timestamp() - $1::interval OR reserved_at <= (
                    SELECT reserved_at FROM unknown_attempts ORDER BY reserved_at DESC OFFSET $2 LIMIT 1)
                ORDER BY reserved_at LIMIT 10000 FOR UPDATE SKIP LOCKED)""";

    private final Transactions transactions;
    private final Duration longest;
    private final int most;
    private final Duration every;

    @Inject
    UnknownAttempts(Transactions transactions, AttemptsConfig config) {
        this(transactions, config.unknownFor(), config.unknownRemembered(), config.forgetEvery());
    }

    /**
     * @param longest since the last try
     * @param most of how many
     * @param every how often that is looked for
     */
    UnknownAttempts(Transactions transactions, Duration longest, int most, Duration every) {
        this.transactions = transactions;
        this.longest = longest;
        this.most = most;
        this.every = every;
    }

    @Override
    public String name() {
        return "unknown-attempts";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Uni<Void> round() {
        return transactions
                .runInBackground(work -> work.execute(FORGET, Tuple.of(Interval.of(longest), (long) most)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("Old tries can't be deleted now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
