package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The documents of this version, as pages under /docs. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.documents")
public interface DocumentsConfig {
    /** Whether they are served. Default: true. */
    @WithDefault("true")
    boolean enabled();
}
