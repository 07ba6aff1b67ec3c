package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slow the client at the other end of a connection may be. For bodies there is {@link UploadsConfig}. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.connections")
public interface ConnectionsConfig {
    /** How long the head of a request may take, from its first byte on, before the connection is closed. Default: 10S. */
    @WithDefault("10S")
    Duration head();

    /** How long an answer may wait to be read before the connection is closed. Default: 30S. */
    @WithDefault("30S")
    Duration unread();
}
