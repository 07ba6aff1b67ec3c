package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Requests that are repeated with an {@code Idempotency-Key}. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.idempotency")
public interface IdempotencyConfig {
    /** How long an answer is kept to be replayed. Default: 24H. */
    @WithDefault("24H")
    Duration lifetime();

    /** After this time the key of a request whose service died can be used again. Default: 15S. */
    @WithDefault("15S")
    Duration lease();
}
