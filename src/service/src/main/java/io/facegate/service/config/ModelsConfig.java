package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which models are served. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.models")
public interface ModelsConfig {
    /**
     * The folder of models. Default: the environment variable {@code FACEGATE_MODELS}, or else {@code models} in the
     * working directory.
     */
    @WithDefault("${FACEGATE_MODELS:models}")
    Path directory();

    /** Id of the detector. Default: the only detector of the folder. */
    Optional<String> detector();

    /**
     * Id of the embedder. Default: the newest one of the folder that is calibrated at the false match rates of {@link
     * DecisionConfig}, or else of its folder {@code default}; with thresholds of {@link DecisionConfig}, the only one.
     */
    Optional<String> embedder();

    /**
     * Ids of further embedders, for galleries that are of them or move to one of them. Each takes its own memory.
     * Default: none.
     */
    Optional<List<String>> also();
}
