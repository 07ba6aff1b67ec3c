package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How others are told of what happens. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.webhooks")
public interface WebhooksConfig {
    /**
     * Networks of the service's own that may be sent to, such as {@code 10.20.0.0/16}, also by http. Default: none; only
     * what is reachable from everywhere, by https.
     */
    Optional<List<String>> allowedNetworks();

    /** How long a receiver has for its answer. Default: 15S. */
    @WithDefault("15S")
    Duration patience();

    /** How often deliveries are looked for that another service left, or that are due again. Default: 5S. */
    @WithDefault("5S")
    Duration lookEvery();

    /** How long after its first failure a delivery is tried again; each further time four times as long. Default: 5S. */
    @WithDefault("5S")
    Duration firstRetry();

    /** How old a delivery becomes before it is tried no more. Default: 72H. */
    @WithDefault("72H")
    Duration giveUpAfter();

    /** How many deliveries a service sends at a time. Default: 8. */
    @WithDefault("8")
    @Range(from = 1, to = 1000)
    int concurrent();
}
