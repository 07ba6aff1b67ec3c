package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Deletions and imports that take longer than a request should. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.jobs")
public interface JobsConfig {
    /**
     * How long a request waits for what it asked for. What takes longer goes on without it, and the request is answered 202
     * with the job to ask about. Default: 10S.
     */
    @WithDefault("10S")
    Duration answerWithin();

    /** How often deletions are looked for that another service left unfinished, once a second at most. Default: 10S. */
    @WithDefault("10S")
    Duration resumeEvery();
}
