package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The audit. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.audit")
public interface AuditConfig {
    /**
     * Whether entries name people by a pseudonym, which an HMAC with the service's pepper makes of the external id, instead of
     * the external id itself. Default: false.
     */
    @WithDefault("false")
    boolean pseudonyms();

    /** How long after its commit an event waits for others to be sealed with. Default: 1S. */
    @WithDefault("1S")
    Duration sealWithin();

    /** How often events are looked for that a crashed service left unsealed, and those to be dropped. Default: 30S. */
    @WithDefault("30S")
    Duration lookEvery();

    /**
     * How often the log gets the last position and its hash, if there is a new one: a log that is kept elsewhere is where
     * positions are written down. Default: 1H.
     */
    @WithDefault("1H")
    Duration tellEvery();
}
