package io.facegate.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What request bodies, which are held in memory only, may cost at most. */
@ConfigMapping(prefix = "facegate.uploads")
public interface UploadsConfig {
    /** Size of one request body. Default: two pictures of {@code facegate.images.maximum-bytes}, and 1 MiB. */
    Optional<MemorySize> maximumBytes();

    /** All request bodies together; a request that doesn't fit is answered 503 at once. Default: a quarter of the heap. */
    Optional<MemorySize> memory();

    /** Parts of a multipart form; those that an endpoint doesn't know are ignored. Default: 16. */
    @WithDefault("16")
    int maximumParts();
}
