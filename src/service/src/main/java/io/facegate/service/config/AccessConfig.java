package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may ask: docs/security.md. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.access")
public interface AccessConfig {
    /** Whether everybody may do everything, without a key. Only on a loopback address. Default: false. */
    @WithDefault("false")
    boolean insecure();

    /**
     * The secret that keys are kept hashed with: at least 32 characters, the same on all replicas. Another one voids all
     * keys. Default: what {@code pepper-file} holds.
     */
    Optional<String> pepper();

    /** A file with the pepper. Default: none. */
    Optional<Path> pepperFile();

    /** Where the first key is kept, which is made when there is none at all. Default: none is made. */
    Optional<Path> adminKeyFile();

    /** How often it is looked whether keys were changed elsewhere. Default: 1S. */
    @WithDefault("1S")
    Duration refreshEvery();

    /** How long keys are believed while that can't be looked for. Default: 10S. */
    @WithDefault("10S")
    Duration staleAfter();

    /** Whether {@code /q/metrics} is open to everybody. Default: false. */
    @WithDefault("false")
    boolean openMetrics();

    /** Whether the start page, the documents, OpenAPI and Swagger UI are open to everybody. Default: true. */
    @WithDefault("true")
    boolean openDocumentation();
}
