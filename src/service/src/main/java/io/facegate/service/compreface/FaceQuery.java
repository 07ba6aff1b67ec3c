package io.facegate.service.compreface;

import io.facegate.service.access.Callers;
import io.facegate.service.access.Scope;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which faces of a picture are meant, and what is wanted of them.
 *
 * @param limit at most so many faces, the largest first; 0 for all
 * @param leastProbability of the detector; it can only be stricter than the detector itself
 * @param plugins what else is wanted of a face
 * @param status whether the answer says what it was made with
 */
record FaceQuery(int limit, double leastProbability, Set<String> plugins, boolean status) {
    static final String LANDMARKS = "landmarks";
    static final String POSE = "pose";
    /** The embedding, for those who may make embeddings. */
    static final String CALCULATOR = "calculator";

    FaceQuery {
        plugins = Set.copyOf(plugins);
    }

    static FaceQuery of(RoutingContext request) {
        RawQuery query = RawQuery.of(request);
        boolean embeds = Callers.of(request).may(Scope.COMPARE);
        Set<String> plugins = Arrays.stream(
                        query.text("face_plugins").orElse("").split(","))
                .map(String::strip)
                .filter(plugin -> embeds || !plugin.equals(CALCULATOR))
                .collect(Collectors.toSet());
        return new FaceQuery(
                query.whole("limit", 0, 0), query.share("det_prob_threshold", 0), plugins, query.flag("status", false));
    }

    boolean wants(String plugin) {
        return plugins.contains(plugin);
    }

    /**
     * Those that are meant.
     *
     * @param faces the largest first
     * @throws ProblemException if there is none
     */
    <T> List<T> meant(List<T> faces, ToDoubleFunction<T> probability) {
        List<T> meant = faces.stream()
                .filter(face -> probability.applyAsDouble(face) >= leastProbability)
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .toList();
        if (meant.isEmpty()) {
            throw new ProblemException(ProblemType.NO_FACE, "No face is found in the given image");
        }
        return meant;
    }

    /** As they are, each of its own picture. Fails as {@link #meant} does if one of them isn't meant. */
    <T> List<T> eachMeant(List<T> faces, ToDoubleFunction<T> probability) {
        return faces.stream()
                .map(face -> meant(List.of(face), probability).get(0))
                .toList();
    }
}
