package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How fast one may ask, for each replica. A request takes 1, one with a picture 5, an identification 10, an import, an export or
 * a move 50. Rates are for a second; 0 is no limit.
 */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.limits")
public interface LimitsConfig {
    /** For each address whose callers are not known, or not yet. Default: 20. */
    @WithDefault("20")
    @Range(from = 0, to = 1_000_000)
    int addressRate();

    /** What an address that was silent may take at once. Default: 200. */
    @WithDefault("200")
    @Range(from = 1, to = 100_000_000)
    int addressBurst();

    /** For each key, or subject of a token. Default: 500. */
    @WithDefault("500")
    @Range(from = 0, to = 1_000_000)
    int keyRate();

    /** What a key that was silent may take at once. Default: 5000. */
    @WithDefault("5000")
    @Range(from = 50, to = 100_000_000)
    int keyBurst();

    /** Identifications of each key. Default: 5. */
    @WithDefault("5")
    @Range(from = 0, to = 1_000_000)
    int identifyRate();

    /** Identifications that a key that was silent may ask for at once. Default: 100. */
    @WithDefault("100")
    @Range(from = 1, to = 100_000_000)
    int identifyBurst();

    /** Of how many addresses, and of how many keys, it is remembered what they took; the others begin anew. Default: 50,000. */
    @WithDefault("50000")
    @Range(from = 100, to = 10_000_000)
    int remembered();
}
