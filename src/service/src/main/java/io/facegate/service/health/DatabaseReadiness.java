package io.facegate.service.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready when requests can read and write: by a connection of the pool that they use, of a database that isn't read-only, as
 * a user who may change what is enrolled. Nothing is written for that. Quarkus' own checks would use the JDBC pool too, which
 * only migrations need, and don't see whether anything can be written.
 */
@Readiness
@Singleton
public final class DatabaseReadiness implements AsyncHealthCheck {
    /** Less than the patience of whoever asks. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String NAME = "database";
    private static final String REASON = "reason";

    private static final String LOOK = """
            SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS read_only,
                (SELECT string_agg(privilege || ' on ' || relation, ', ')
                    FROM unnest(ARRAY['galleries', 'identities', 'templates']) relation,
                        unnest(ARRAY['SELECT', 'INSERT', 'DELETE']) privilege
                    WHERE to_regclass(relation) IS NOT NULL
                        AND NOT has_table_privilege(to_regclass(relation), privilege)) AS missing""";

    private final Pool pool;

    DatabaseReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query(LOOK)
                .execute()
                .map(rows -> response(rows.iterator().next()))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> down("no connection is free, or the database doesn't answer"))
                .onFailure() // what it says may name users and addresses; the log has it when requests fail
                .recoverWithItem(failure -> down("it can't be reached, or refuses the service"));
    }

    private static HealthCheckResponse response(Row row) {
        if (row.getBoolean("read_only")) {
            return down("it can only be read");
        }
        @Nullable String missing = row.getString("missing");
        return missing != null ? down("the service may not " + missing) : HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData(REASON, reason).build();
    }
}
