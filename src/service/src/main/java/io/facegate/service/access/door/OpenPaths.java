package io.facegate.service.access.door;

import io.facegate.service.config.AccessConfig;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.config.ConsoleConfig;
import jakarta.inject.Singleton;
import java.util.List;

/** What is answered to everybody: health, and what the operator opens. Nothing of it tells of a person or a gallery. */
@Singleton
final class OpenPaths {
    private static final List<String> HEALTH = List.of("/q/health");
    private static final List<String> METRICS = List.of("/q/metrics");
    private static final List<String> DOCUMENTATION = List.of("/q/openapi", "/q/swagger-ui", "/docs");
    /** Of the console, which asks for a key itself. */
    private static final List<String> PAGE = List.of("/static/bundle", "/facegate.svg");

    /** What programs written for CompreFace ask before they have a key. */
    private static final List<String> COMPREFACE = List.of("/api/v1/config", "/api/v1/consistence/status");

    private final AccessConfig config;
    private final ConsoleConfig console;
    private final CompreFaceConfig compreFace;

    OpenPaths(AccessConfig config, ConsoleConfig console, CompreFaceConfig compreFace) {
        this.config = config;
        this.console = console;
        this.compreFace = compreFace;
    }

    /**
     * @param path normalized, as it is routed by
     */
    boolean include(String path) {
        return isOneOf(path, HEALTH)
                || config.openMetrics() && isOneOf(path, METRICS)
                || config.openDocumentation() && isOneOf(path, DOCUMENTATION)
                || compreFace.enabled() && COMPREFACE.contains(path)
                || console.enabled() && (path.equals(console.path()) || isOneOf(path, PAGE));
    }

    private static boolean isOneOf(String path, List<String> roots) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
