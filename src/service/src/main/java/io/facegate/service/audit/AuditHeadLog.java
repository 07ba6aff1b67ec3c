package io.facegate.service.audit;

import io.facegate.gallery.audit.AuditPosition;
import io.facegate.service.config.AuditConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Writes down in the log up to where the audit is sealed: {@code ./facegate audit verify --written-down} finds it there. */
@Singleton
final class AuditHeadLog implements Upkeep {
    private static final Logger LOG = Logger.getLogger(AuditHeadLog.class);

    private static final String HEAD =
            "SELECT position, encode(hash, 'hex') AS hash FROM audit_chain ORDER BY position DESC LIMIT 1";

    private final Transactions transactions;
    private final AuditConfig config;
    private final AtomicReference<String> told = new AtomicReference<>("");

    AuditHeadLog(Transactions transactions, AuditConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    @Override
    public String name() {
        return "audit-head";
    }

    @Override
    public Duration every() {
        return config.tellEvery();
    }

    @Override
    public Uni<Void> round() {
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
}
