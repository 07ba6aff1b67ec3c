package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What importing galleries may cost at most. Their bodies are read as they come, so the limits of uploads don't apply. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.imports")
public interface ImportsConfig {
    /** Size of one body: about 3 kB for each template of 512 values. Default: 16G. */
    @WithDefault("16G")
    MemorySize maximumBytes();

    /**
     * Imports at the same time; the next one is answered 503. Less than FACEGATE_DB_BULK_CONNECTIONS, so that exports and
     * deletions go on. Default: 2.
     */
    @WithDefault("2")
    int concurrent();

    /**
     * Where a body is kept until all of it has come, with room for {@link #concurrent} of them: in a file that has no name,
     * and that nobody but the service can read. Default: the folder for temporary files.
     */
    @WithDefault("${java.io.tmpdir}")
    Path directory();

    /** How long a body may take to come. Default: 1H. */
    @WithDefault("1H")
    Duration longestUpload();

    /** How long nothing of a body may come. Default: 30S. */
    @WithDefault("30S")
    Duration longestSilence();

    /** What has to come in a second, on average, once {@link #longestSilence} is over; 0 for no such bound. Default: 16K. */
    @WithDefault("16K")
    @Range(from = 0)
    MemorySize leastPerSecond();
}
