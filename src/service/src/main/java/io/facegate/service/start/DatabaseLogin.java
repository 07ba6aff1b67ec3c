package io.facegate.service.start;

import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Before models are loaded: whether the service's own role gets into its database. A wrong password doesn't mend itself, so
 * the service ends. A database that is away does, so the service starts, and is ready when that is back.
 */
@Singleton
final class DatabaseLogin {
    private static final Logger LOG = Logger.getLogger(DatabaseLogin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The password, the role, the database, a right. */
    private static final Set<String> NEVER_MENDED = Set.of("28P01", "28000", "3D000", "42501");

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, Pool pool) {
        try {
            pool.query("SELECT 1").execute().await().atMost(PATIENCE);
        } catch (RuntimeException e) { // Mutiny's, or that of the driver
            Refusal refusal = Refusal.in(e).orElseThrow(() -> e);
            if (NEVER_MENDED.contains(refusal.state())) {
                throw new StartupProblem(DatabaseFailures.ofTheApplication().of(refusal));
            }
            LOG.warnf("The database can't be used now (%s): the service is not ready until it can", refusal.message());
        }
    }
}
