package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The connections that requests share. How many there are is {@code FACEGATE_DB_CONNECTIONS}. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.db")
public interface PoolConfig {
    /** How long a request waits for a connection that others have before it is answered 503. Default: 5S. */
    @WithDefault("5S")
    Duration patience();
}
