package io.facegate.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What importing galleries may cost at most. Their bodies are read as they come, so the limits of uploads don't apply. */
@ConfigMapping(prefix = "facegate.imports")
public interface ImportsConfig {
    /** Size of one body: about 3 kB for each template of 512 values. Default: 16G. */
    @WithDefault("16G")
    MemorySize maximumBytes();

    /** Imports at the same time, each with a database connection of its own; the next one is answered 503. Default: 2. */
    @WithDefault("2")
    int concurrent();
}
