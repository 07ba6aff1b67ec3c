package io.facegate.service.audit;

import io.facegate.service.config.AuditConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Lets the database seal what was committed: soon after each commit of this service, and now and then what a service left
 * that crashed. And lets it drop what is older than the owner wants to keep.
 */
@Singleton
final class AuditSealing implements Upkeep {
    private static final Logger LOG = Logger.getLogger(AuditSealing.class);

    private static final String SEAL = "SELECT seal_audit($1)";
    private static final String DROP = "SELECT drop_old_audit($1)";
    private static final int MOST = 5000;
    private static final int TAKEN = -1;

    private final Transactions transactions;
    private final AuditConfig config;
    private final AtomicBoolean waiting = new AtomicBoolean();

    AuditSealing(Transactions transactions, AuditConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Duration every() {
        return config.lookEvery();
    }

    @Override
    public Uni<Void> round() {
        return seal().chain(this::drop);
    }

    /** What is committed now is sealed within the time that the setting gives. */
    void soon() {
        if (waiting.compareAndSet(false, true)) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(config.sealWithin())
                    .invoke(() -> waiting.set(false))
                    .chain(this::seal)
                    .subscribe()
                    .with(done -> {});
        }
    }

    private Uni<Void> seal() {
        return untilDone(SEAL)
                .invoke(last -> {
                    if (last == TAKEN) { // whoever seals may not have seen all
                        soon();
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.debugf("The audit can't be sealed now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> drop() {
        return untilDone(DROP)
                .onFailure()
                .invoke(failure -> LOG.warnf("Old audit entries can't be dropped now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** @return how many the last part was */
    private Uni<Integer> untilDone(String statement) {
        return Uni.createFrom()
                .deferred(() -> transactions.run(work -> work.execute(statement, Tuple.of(MOST))
                        .map(rows -> rows.iterator().next().getInteger(0))))
                .repeat()
                .whilst(done -> done == MOST)
                .collect()
                .last();
    }
}
