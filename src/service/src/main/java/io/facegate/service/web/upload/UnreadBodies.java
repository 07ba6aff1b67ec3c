package io.facegate.service.web.upload;

import io.facegate.service.web.problem.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/**
 * What comes of a body after its request was answered. Many clients read the answer only when they have sent everything, so
 * it is taken and thrown away; but not for ever, and not without end.
 */
@Singleton
final class UnreadBodies {
    /** Right after the request's id. */
    private static final int EARLY = RequestId.FIRST - 1;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Where the answer told the client not to send more. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    private static final long MOST_BYTES = 32L << 20;

    void register(@Observes Filters filters) {
        filters.register(UnreadBodies::watch, EARLY);
    }

    private static void watch(RoutingContext context) {
        if (!streamed(context.request())) {
            context.addEndHandler(answered -> discard(context));
        }
        context.next();
    }

    private static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || request.version() == HttpVersion.HTTP_2) {
            return;
        }
        long[] left = {MOST_BYTES};
        request.handler((Buffer piece) -> {
            left[0] -= piece.length();
            if (left[0] < 0) {
                request.pause();
            }
        });
        request.resume();
        boolean closing = context.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
        context.vertx().setTimer((closing ? SHORT_PATIENCE : PATIENCE).toMillis(), late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    /** Whoever reads these has limits of its own. */
    private static boolean streamed(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(UploadLimits.STREAMED);
    }
}
