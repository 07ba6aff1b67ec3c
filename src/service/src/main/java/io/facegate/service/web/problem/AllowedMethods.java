package io.facegate.service.web.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The methods that a path answers to (RFC 9110, 10.2.1). RESTEasy Reactive looks at one resource class at a time, and so
 * calls a path unknown that another class knows by another method.
 */
@Singleton
public final class AllowedMethods {
    /** After CORS, whose preflight requests are OPTIONS too, and after it is known who asks (100). */
    private static final int LATE = 50;

    /** Health, metrics and documents, which Quarkus would give by any method. */
    private static final String OPERATIONS = "/q/";

    private final RouteProblems problems;

    AllowedMethods(RouteProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, LATE);
    }

    private void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        boolean operations = context.normalizedPath().startsWith(OPERATIONS);
        if (method.equals(HttpMethod.OPTIONS)) {
            answerOptions(context);
        } else if (operations && !of(context).contains(method.name())) {
            context.response().putHeader(HttpHeaders.ALLOW, header(of(context)));
            problems.answer(context, StatusProblems.of(405));
        } else {
            context.next();
        }
    }

    private void answerOptions(RoutingContext context) {
        SortedSet<String> methods = of(context);
        if (methods.isEmpty()) {
            problems.answer(context, StatusProblems.of(404));
            return;
        }
        methods.add("OPTIONS");
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, header(methods))
                .end();
    }

    /** Of this request's path; empty if there is nothing at it. */
    SortedSet<String> of(RoutingContext context) {
        SortedSet<String> methods = new TreeSet<>();
        String path = context.normalizedPath();
        if (path.startsWith(OPERATIONS)) {
            methods.add("GET");
        }
        RequestMapper<InitialMatch> classes = new RequestMapper<>(
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers());
        for (RequestMatch<InitialMatch> match = classes.map(path);
                match != null;
                match = classes.continueMatching(path, match)) {
            String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler resource) {
                    resource.getMappers().forEach((method, endpoints) -> {
                        if (method != null && endpoints.map(remaining) != null) {
                            methods.add(method);
                        }
                    });
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    static String header(SortedSet<String> methods) {
        return String.join(", ", methods);
    }
}
