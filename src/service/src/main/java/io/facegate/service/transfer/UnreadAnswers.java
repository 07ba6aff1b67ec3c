package io.facegate.service.transfer;

import io.facegate.service.config.ConnectionsConfig;
import io.facegate.service.metrics.SlowClients;
import io.facegate.service.metrics.SlowClients.Phase;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Gives up an answer of many parts when its client doesn't take the last one. On HTTP/1.1 the watch of the connection sees
 * that too; on HTTP/2 the connection may be busy with other requests.
 */
@Singleton
final class UnreadAnswers {
    private final Duration patience;
    private final SlowClients slowClients;

    UnreadAnswers(ConnectionsConfig config, SlowClients slowClients) {
        this.patience = config.unread();
        this.slowClients = slowClients;
    }

    /**
     * @param parts each of which is asked for when the one before was taken
     */
    <T> Multi<T> watched(Multi<T> parts, RoutingContext answer) {
        return Multi.createFrom().deferred(() -> {
            Reader reader = new Reader(answer);
            return parts.onItem()
                    .invoke(part -> reader.untakenSince = System.nanoTime())
                    .onRequest()
                    .invoke(wanted -> reader.untakenSince = Reader.NOTHING)
                    .onTermination()
                    .invoke(reader::end);
        });
    }

    private final class Reader {
        private static final long NOTHING = Long.MIN_VALUE;

        private final RoutingContext answer;
        private final long clock;
        /** Of {@link System#nanoTime()}. */
        private volatile long untakenSince = NOTHING;

        Reader(RoutingContext answer) {
            this.answer = answer;
            this.clock = answer.vertx().setPeriodic(Math.max(1, patience.toMillis() / 4), tick -> look());
        }

        private void look() {
            long since = untakenSince;
            if (since != NOTHING && System.nanoTime() - since > patience.toNanos()) {
                end();
                slowClients.cut(Phase.ANSWER);
                answer.response().reset();
            }
        }

        private void end() {
            answer.vertx().cancelTimer(clock);
        }
    }
}
