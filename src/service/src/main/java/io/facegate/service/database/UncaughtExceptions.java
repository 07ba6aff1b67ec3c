package io.facegate.service.database;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Logs what nothing else catches on an event loop, as Quarkus does, but for one thing that harms nobody: for each query that
 * found the database gone, Vert.x' pool says later that it can't time out what has failed already (as of 4.5).
 */
@Singleton
final class UncaughtExceptions {
    private static final Logger LOG = Logger.getLogger(UncaughtExceptions.class);

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";
    private static final int DEEPEST = 4;

    void watch(@Observes StartupEvent event, Vertx vertx) {
        vertx.exceptionHandler(failure -> {
            if (!isTimeoutOfWhatHasFailed(failure)) {
                LOG.error("Nothing has caught this", failure);
            }
        });
    }

    static boolean isTimeoutOfWhatHasFailed(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(DEEPEST, frames.length); i++) {
            if (failure instanceof IllegalStateException
                    && frames[i].getClassName().equals(POOL)) {
                return true;
            }
        }
        return false;
    }
}
