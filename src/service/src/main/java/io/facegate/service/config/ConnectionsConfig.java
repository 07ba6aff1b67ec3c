package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How many connections there may be, how slow their clients, and through whom they come. For bodies there is {@link UploadsConfig}. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.connections")
public interface ConnectionsConfig {
    /** How many connections may be open; one more is closed at once. Default: 2000. */
    @WithDefault("2000")
    @Range(from = 10, to = 1_000_000)
    int maximum();

    /**
     * Proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed, as networks such as 10.0.0.0/8.
     * Default: none.
     */
    Optional<List<String>> trustedProxies();

    /** How long the head of a request may take, from its first byte on, before the connection is closed. Default: 10S. */
    @WithDefault("10S")
    Duration head();

    /** How long an answer may wait to be read before the connection is closed. Default: 30S. */
    @WithDefault("30S")
    Duration unread();
}
