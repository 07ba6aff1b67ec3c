package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How often one may fail to be an identity. The defaults are those of NIST SP 800-63B-4, section 3.2.3; a gallery may have
 * others.
 */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.attempts")
public interface AttemptsConfig {
    /** After how many consecutive failures each further try has to wait. Default: 5. */
    @WithDefault("5")
    @AtMost("disableAfter")
    int waitAfter();

    /** The same for tries whose liveness was checked, and passed. Default: 10. */
    @WithDefault("10")
    @AtMost("disableAfterLive")
    int waitAfterLive();

    /** How long, since the try before. Default: 30S. */
    @WithDefault("30S")
    @Range(from = 1, to = 86_400)
    Duration delay();

    /** After how many consecutive failures the face is no factor any more, until an administrator resets it. Default: 50. */
    @WithDefault("50")
    int disableAfter();

    /** The same for tries whose liveness was checked, and passed. Default: 100. */
    @WithDefault("100")
    int disableAfterLive();

    /** How long the last try to be somebody whom there isn't is remembered. Default: 30D. */
    @WithDefault("30D")
    Duration unknownFor();

    /** Of how many whom there aren't; beyond, what was tried longest ago is forgotten. Default: 100000. */
    @WithDefault("100000")
    @Range(from = 1, to = 100_000_000)
    int unknownRemembered();

    /** How often that is looked for. Default: 60S. */
    @WithDefault("60S")
    @Range(from = 1, to = 86_400)
    Duration forgetEvery();
}
