package io.facegate.service.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready when the schema is at least as new as this service. A service that comes up before its migrations waits for them
 * here, and one whose successor has migrated already goes on: db-migrations/README.md.
 */
@Readiness
@Singleton
public final class SchemaReadiness implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);

    /** The number of the last migration that this service knows. */
    static final int NEEDED = 15;

    private static final int NOT_LOOKED_YET = -1;
    /** There is no schema, or one of before versions were kept in it. */
    private static final int NONE = 0;

    private static final String UNDEFINED_FUNCTION = "42883";

    private final Pool pool;
    private final AtomicInteger seen = new AtomicInteger(NOT_LOOKED_YET);

    SchemaReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("SELECT schema_version()")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .onFailure(SchemaReadiness::hasNoVersion)
                .recoverWithItem(NONE)
                .map(this::response)
                .onFailure() // the database's own check says why
                .recoverWithItem(HealthCheckResponse.down("schema"));
    }

    private static boolean hasNoVersion(Throwable failure) {
        return failure instanceof PgException refused && UNDEFINED_FUNCTION.equals(refused.getSqlState());
    }

    private HealthCheckResponse response(int found) {
        if (seen.getAndSet(found) != found) {
            tell(found);
        }
        return HealthCheckResponse.named("schema")
                .status(found >= NEEDED)
                .withData("version", found)
                .withData("needed", NEEDED)
                .build();
    }

    private static void tell(int found) {
        if (found < NEEDED) {
            LOG.warnf(
                    "The schema is at version %d and this service needs %d: it isn't ready.%nMaybe run the migrations of this release, or let the service run them (FACEGATE_DB_MIGRATE=true).",
                    found, NEEDED);
        } else if (found > NEEDED) {
            LOG.infof(
                    "The schema is at version %d, newer than the %d of this service, which works with it",
                    found, NEEDED);
        }
    }
}
