package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a picture may cost at most. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.images")
public interface ImagesConfig {
    /** Encoded size of a picture. Default: 10M, which is 10 MiB. */
    @WithDefault("10M")
    MemorySize maximumBytes();

    /** Width times height. Default: 40,000,000. */
    @WithDefault("40000000")
    long maximumPixels();

    /** Shortest side accepted, in pixels. Default: 16. */
    @WithDefault("16")
    @AtMost("maximumSide")
    int minimumSide();

    /** Longest side accepted, in pixels. Default: 16384. */
    @WithDefault("16384")
    int maximumSide();
}
