package io.facegate.service.webhook;

import io.facegate.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which types of events anybody wants to be told of, so that the others cost no statement. It may be some seconds old: a
 * webhook that another service has just made hears of nothing before.
 */
@Singleton
final class WebhookSubscriptions {
    private static final String TYPES = "SELECT DISTINCT unnest(types) AS type FROM webhooks WHERE active";

    private final Transactions transactions;
    private volatile @Nullable Set<String> types;

    WebhookSubscriptions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** True also while that isn't known. */
    boolean mayInclude(String type) {
        @Nullable Set<String> known = types;
        return known == null || known.contains(type) || known.contains(WebhookTypes.kind(type));
    }

    Uni<Void> refresh() {
        return transactions
                .read(statements -> statements.execute(TYPES, Tuple.tuple()))
                .invoke(rows -> {
                    Set<String> found = new HashSet<>();
                    for (Row row : rows) {
                        found.add(row.getString("type"));
                    }
                    types = Set.copyOf(found);
                })
                .replaceWithVoid();
    }
}
