package io.facegate.service.audit;

import io.facegate.service.access.Caller;
import io.facegate.service.access.Callers;
import io.facegate.service.web.problem.RequestId;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells who asked for what is being done. */
@Singleton
final class Origins {
    private final Callers callers;
    private final CurrentVertxRequest requests;

    Origins(Callers callers, CurrentVertxRequest requests) {
        this.callers = callers;
        this.requests = requests;
    }

    Origin current() {
        Caller caller = callers.current();
        @Nullable RoutingContext request = Arc.container().requestContext().isActive() ? requests.getCurrent() : null;
        return new Origin(caller.who().toString(), caller.address(), request == null ? null : RequestId.of(request));
    }
}
