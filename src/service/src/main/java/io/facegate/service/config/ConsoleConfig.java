package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The page on which people work with the service in a browser. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.console")
public interface ConsoleConfig {
    /** Whether there is one. Default: true. */
    @WithDefault("true")
    boolean enabled();

    /** Where it is, such as /console. Default: /. */
    @WithDefault("/")
    String path();
}
