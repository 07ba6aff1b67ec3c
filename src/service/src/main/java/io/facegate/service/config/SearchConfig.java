package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How galleries are searched. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.search")
public interface SearchConfig {
    /** From the start on, each gallery's way of searching is chosen anew this often, once a second at most. Default: 10M, ten
     * minutes. */
    @WithDefault("10M")
    Duration chooseEvery();
}
