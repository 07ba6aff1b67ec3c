package io.facegate.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code http_server_requests_seconds}: histograms, and tags that tell of nobody. Quarkus puts a request's path into the
 * tag {@code uri} as it came if no resource was reached, because the body was too large, say: with the gallery's name and
 * the identity's id. So what isn't made of the words of this service's paths is one value here.
 */
@Singleton
public final class HttpMeters implements MeterFilter {
    static final String UNMATCHED = "UNMATCHED";

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** What {@code uri} is for requests of no path. */
    private static final Set<String> KINDS = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

    private static final Set<String> WORDS = Set.of(
            "v1",
            "api",
            "attempts",
            "audit",
            "compare",
            "config",
            "consistence",
            "delete",
            "detect",
            "detection",
            "drop",
            "embedding",
            "embeddings",
            "export",
            "faces",
            "finish",
            "galleries",
            "head",
            "identify",
            "identities",
            "img",
            "import",
            "jobs",
            "keys",
            "models",
            "move",
            "nonces",
            "recognition",
            "recognize",
            "reset",
            "rotate",
            "status",
            "subjects",
            "templates",
            "verification",
            "verify",
            "webhooks");
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+}");
    private static final Set<String> OPERATIONS =
            Set.of("/q/metrics", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/openapi");

    /** Micrometer asks every filter bean. */
    @Produces
    @Singleton
    MeterFilter filter() {
        return new HttpMeters();
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("http.server.")
                ? id.replaceTags(id.getTags().stream().map(HttpMeters::harmless).toList())
                : id;
    }

    private static Tag harmless(Tag tag) {
        return switch (tag.getKey()) {
            case "uri" -> Tag.of("uri", harmlessPath(tag.getValue()));
            case "method" -> Tag.of("method", harmlessMethod(tag.getValue()));
            default -> tag;
        };
    }

    /** The template of one of this service's paths as it is; {@code UNMATCHED} for everything else. */
    public static String harmlessPath(String uri) {
        return isPathOfThisService(uri) ? uri : UNMATCHED;
    }

    /** A method of HTTP as it is; {@code OTHER} for everything else. */
    public static String harmlessMethod(String method) {
        return METHODS.contains(method) ? method : "OTHER";
    }

    static boolean isPathOfThisService(String uri) {
        return KINDS.contains(uri)
                || OPERATIONS.contains(uri)
                || (uri.startsWith("/")
                        && Stream.of(uri.substring(1).split("/", -1))
                                .allMatch(segment -> WORDS.contains(segment)
                                        || PARAMETER.matcher(segment).matches()));
    }

    @Override
    public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(REQUESTS)
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(Stream.of(Buckets.REQUEST)
                                .mapToDouble(Duration::toNanos)
                                .toArray())
                        .build()
                        .merge(config)
                : config;
    }
}
