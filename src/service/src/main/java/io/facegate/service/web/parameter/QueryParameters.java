package io.facegate.service.web.parameter;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Query parameters are those that the endpoint's method declares by {@link RestQuery}, each at most once and none of them
 * empty: a misspelt one, or an unset variable of a shell, would otherwise be the default without a word.
 */
public final class QueryParameters {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, RoutingContext context) {
        MultiMap query = context.queryParams();
        if (!query.isEmpty() && !resource.getResourceClass().isAnnotationPresent(OwnQuery.class)) {
            check(query, known.computeIfAbsent(resource.getResourceMethod(), QueryParameters::declared));
        }
    }

    private static void check(MultiMap query, SortedSet<String> known) {
        for (Map.Entry<String, String> parameter : query) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw invalid(
                        known.isEmpty()
                                ? "There are no query parameters here."
                                : "A query parameter is not known here; the known ones are %s.".formatted(known));
            }
            if (query.getAll(name).size() > 1) {
                throw invalid("The query parameter '%s' is there more than once.".formatted(name));
            }
            if (parameter.getValue().isBlank()) {
                throw invalid("The query parameter '%s' is empty. Maybe leave it out.".formatted(name));
            }
        }
    }

    /** An explicit name is better: a native executable may not know the parameter's own. */
    private static SortedSet<String> declared(Method endpoint) {
        SortedSet<String> names = new TreeSet<>();
        Arrays.stream(endpoint.getParameters())
                .map(QueryParameters::queryName)
                .flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    private static Optional<String> queryName(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(RestQuery.class))
                .map(RestQuery::value)
                .map(name -> name.isEmpty() ? parameter.getName() : name);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.PARAMETER_INVALID, detail);
    }
}
