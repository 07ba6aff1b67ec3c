package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What request bodies, which are held in memory only, may cost at most. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.uploads")
public interface UploadsConfig {
    /** Size of one request body. Default: two pictures of {@code facegate.images.maximum-bytes}, and 1 MiB. */
    Optional<MemorySize> maximumBytes();

    /** Size of one body of JSON that has no embeddings. Default: 256K. */
    @WithDefault("256K")
    MemorySize jsonMaximumBytes();

    /** Size of one body of JSON with embeddings to enrol. Default: 2M. */
    @WithDefault("2M")
    MemorySize embeddingsMaximumBytes();

    /** How long a client may send nothing of a body before it is answered 408. Default: 10S. */
    @WithDefault("10S")
    Duration silence();

    /** How long a body may take in all, before it is answered 408. Default: 60S. */
    @WithDefault("60S")
    Duration duration();

    /** All request bodies together; a request that doesn't fit is answered 503 at once. Default: a quarter of the heap. */
    Optional<MemorySize> memory();

    /** Parts of a multipart form; those that an endpoint doesn't know are ignored. Default: 16. */
    @WithDefault("16")
    int maximumParts();
}
