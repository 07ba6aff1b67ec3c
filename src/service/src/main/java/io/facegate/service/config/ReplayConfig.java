package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** That what was recorded once can't be shown again. A gallery may have other rules. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.replay")
public interface ReplayConfig {
    /** How long the same picture is refused for the same identity; 0 for not at all. Default: 0S. */
    @WithDefault("0S")
    @Range(from = 0, to = 31_536_000)
    Duration window();

    /** Whether each verification must bring a nonce. Default: false. */
    @WithDefault("false")
    boolean nonceRequired();

    /** How long a nonce can be used. Default: 2M. */
    @WithDefault("2M")
    @Range(from = 1, to = 3_600)
    Duration nonceLifetime();

    /** How often what has expired is deleted, once a second at most. Default: 60S. */
    @WithDefault("60S")
    @Range(from = 1, to = 86_400)
    Duration forgetEvery();
}
