package io.facegate.service.web.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id, which is in the response, in the problem, and in each line of the log that the request
 * causes. A client may bring one, if it is harmless in a log.
 */
@Singleton
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "request_id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Before everything that may answer: the priority of its filter. */
    public static final int FIRST = 1_000_000;

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, FIRST);
    }

    private static void assign(RoutingContext context) {
        of(context);
        context.next();
    }

    /** The id of this request, which it gets here if it was refused before it had one. */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String id = acceptedOrNew(context.request().getHeader(HEADER));
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        MDC.put(KEY, id);
        return id;
    }

    static String acceptedOrNew(@Nullable String brought) {
        return brought != null && HARMLESS.matcher(brought).matches()
                ? brought
                : UUID.randomUUID().toString();
    }
}
