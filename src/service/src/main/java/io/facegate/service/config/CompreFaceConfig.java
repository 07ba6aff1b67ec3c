package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The interface that programs written for CompreFace speak to: docs/compreface.md. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.compreface")
public interface CompreFaceConfig {
    /** Whether there is one, below {@code /api/v1}. Default: false. */
    @WithDefault("false")
    boolean enabled();

    /**
     * The gallery of callers who are bound to none, or to several. Default: none, so that only a key that is bound to one gallery
     * can be used.
     */
    Optional<String> gallery();

    /**
     * Whether a face that nobody is similar enough to is named after whom it resembles most, with a similarity below 0.5, for
     * programs that can't do with nobody. Default: false.
     */
    @WithDefault("false")
    boolean nearest();

    /**
     * Whether embeddings that a program brings are recognised, verified and compared, though nothing is known of the quality of
     * their pictures. Default: false.
     */
    @WithDefault("false")
    boolean embeddings();
}
