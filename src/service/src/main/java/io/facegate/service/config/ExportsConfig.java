package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What exporting galleries may cost at most. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.exports")
public interface ExportsConfig {
    /** Exports at the same time; the next one is answered 503. Default: 8. */
    @WithDefault("8")
    int concurrent();
}
