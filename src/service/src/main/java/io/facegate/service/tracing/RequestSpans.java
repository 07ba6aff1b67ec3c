package io.facegate.service.tracing;

import io.facegate.service.metrics.HttpMeters;
import io.facegate.service.web.problem.RequestId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, by the names of OpenTelemetry's semantic conventions for HTTP. Quarkus' own would have the path
 * as it came, and with it galleries and identities; so it makes none (application.properties), and here a span is given
 * nothing but what is known to be harmless.
 */
@Singleton
final class RequestSpans {
    /** After the request has its id. */
    private static final int AFTER_ID = RequestId.FIRST - 1;
    /** Where Quarkus REST leaves the template of the resource's path. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private final boolean disabled;
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RequestSpans(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.disabled = disabled;
        this.tracer = telemetry.getTracer(Spans.SCOPE);
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    void register(@Observes Filters filters) {
        if (!disabled) {
            filters.register(this::begin, AFTER_ID);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the scope lasts as long as the request
    private void begin(RoutingContext context) {
        Context parent = propagator.extract(Context.root(), context.request(), Headers.INSTANCE);
        Span span = tracer.spanBuilder("request")
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent)
                .startSpan();
        Scope scope = parent.with(span).makeCurrent();
        context.addEndHandler(ended -> {
            describe(span, context);
            span.end();
            scope.close();
        });
        context.next();
    }

    private static void describe(Span span, RoutingContext context) {
        String method = HttpMeters.harmlessMethod(context.request().method().name());
        String route = HttpMeters.harmlessPath(template(context));
        int status = context.response().getStatusCode();
        span.updateName(method + " " + route)
                .setAttribute("http.request.method", method)
                .setAttribute("http.route", route)
                .setAttribute("http.response.status_code", status)
                .setAttribute("facegate.request_id", RequestId.of(context));
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Of the resource; if none was reached, the path as it came. */
    private static String template(RoutingContext context) {
        String template = context.request() instanceof HttpServerRequestInternal request
                ? request.context().getLocal(TEMPLATE)
                : null;
        return template == null ? context.normalizedPath() : template;
    }

    private enum Headers implements TextMapGetter<HttpServerRequest> {
        INSTANCE;

        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    }
}
