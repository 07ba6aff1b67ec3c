package io.facegate.service.compreface;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query as programs write them: what isn't known is overlooked, what is empty is not there, the first one of
 * a name counts, and a parameter may begin with a question mark, as the JavaScript SDK joins them.
 */
record RawQuery(Map<String, String> parameters) {
    private static final List<String> NAMES = List.of(
            "detect_faces",
            "det_prob_threshold",
            "face_plugins",
            "limit",
            "page",
            "prediction_count",
            "size",
            "status",
            "subject");
    private static final Pattern BETWEEN = Pattern.compile("[&?](?=(?:%s)=)|&".formatted(String.join("|", NAMES)));

    RawQuery {
        parameters = Map.copyOf(parameters);
    }

    static RawQuery of(RoutingContext request) {
        return of(request.request().query());
    }

    static RawQuery of(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : BETWEEN.split(query == null ? "" : query)) {
            int sign = parameter.indexOf('=');
            String value = sign < 0 ? "" : URLDecoder.decode(parameter.substring(sign + 1), StandardCharsets.UTF_8);
            if (!value.isBlank()) {
                parameters.putIfAbsent(parameter.substring(0, sign), value);
            }
        }
        return new RawQuery(parameters);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** @throws ProblemException if it is none of at least that */
    int whole(String name, int least, int otherwise) {
        int number = read(name, text -> Integer.valueOf(text.strip()), otherwise);
        if (number < least) {
            throw new ProblemException(
                    ProblemType.REQUEST_MALFORMED, "%s must be greater than or equal to %d".formatted(name, least));
        }
        return number;
    }

    /** 0 to 1. */
    double share(String name, double otherwise) {
        double number = read(name, text -> Double.valueOf(text.strip()), otherwise);
        if (!(number >= 0 && number <= 1)) {
            throw new ProblemException(ProblemType.REQUEST_MALFORMED, "%s must be from 0 to 1".formatted(name));
        }
        return number;
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> text.strip().toLowerCase(Locale.ROOT).equals("true"))
                .orElse(otherwise);
    }

    private <T> T read(String name, Function<String, T> reading, T otherwise) {
        try {
            return text(name).map(reading).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.REQUEST_MALFORMED, "%s must be a number".formatted(name));
        }
    }
}
