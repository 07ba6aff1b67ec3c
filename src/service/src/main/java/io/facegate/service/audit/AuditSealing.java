package io.facegate.service.audit;

import io.facegate.gallery.audit.AuditPosition;
import io.facegate.service.config.AuditConfig;
import io.facegate.service.database.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Lets the database seal what was committed: soon after each commit of this service, and now and then what a service left
 * that crashed. And lets it drop what is older than the owner wants to keep.
 */
@Singleton
final class AuditSealing {
    private static final Logger LOG = Logger.getLogger(AuditSealing.class);

    private static final String SEAL = "SELECT seal_audit($1)";
    private static final String DROP = "SELECT drop_old_audit($1)";
    private static final String HEAD =
            "SELECT position, encode(hash, 'hex') AS hash FROM audit_chain ORDER BY position DESC LIMIT 1";
    private static final int MOST = 5000;
    private static final int TAKEN = -1;

    private final Transactions transactions;
    private final AuditConfig config;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicReference<String> told = new AtomicReference<>("");

    AuditSealing(Transactions transactions, AuditConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event, Scheduler scheduler) {
        scheduler
                .newJob("audit")
                .setInterval(config.lookEvery().toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setAsyncTask(execution -> seal().chain(this::drop))
                .schedule();
        scheduler
                .newJob("audit-head")
                .setInterval(config.tellEvery().toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setAsyncTask(execution -> tell())
                .schedule();
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

    /** {@code ./facegate audit verify --written-down} finds it in a log. */
    private Uni<Void> tell() {
        return transactions
                .read(statements -> statements.execute(HEAD, Tuple.tuple()))
                .invoke(rows -> rows.forEach(row -> {
                    String head = new AuditPosition(row.getLong("position"), row.getString("hash")).toString();
                    if (!head.equals(told.getAndSet(head))) {
                        LOG.infof("The audit is sealed up to %s", head);
                    }
                }))
                .onFailure()
                .invoke(failure -> LOG.debugf("The audit can't be read now: %s", failure.getMessage()))
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
