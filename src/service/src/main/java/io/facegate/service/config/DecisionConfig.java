package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the lines between granted, step-up and denied are drawn. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.decision")
public interface DecisionConfig {
    /** Access is granted at or above the embedder's threshold for this false match rate. Default: 1e-4. */
    @WithDefault("1e-4")
    @Range(from = 0, to = 1, open = true)
    @AtMost("stepUpFmr")
    double grantFmr();

    /**
     * Galleries and requests may ask for a rate up to this one, though it is looser than what would hold without asking. Default:
     * they may ask for stricter ones alone.
     */
    @Range(from = 0, to = 1, open = true)
    Optional<Double> loosestFmr();

    /** An e-mail verification is asked for at or above the threshold for this false match rate. Default: 1e-3. */
    @WithDefault("1e-3")
    @Range(from = 0, to = 1, open = true)
    double stepUpFmr();

    /** Score, -2..2 (without centres the cosine), that replaces the calibrated threshold for {@code grant-fmr}. Default: none. */
    @Range(from = -2, to = 2)
    Optional<Float> grantThreshold();

    /** Score, -2..2 (without centres the cosine), that replaces the calibrated threshold for {@code step-up-fmr}. Default: none. */
    @Range(from = -2, to = 2)
    Optional<Float> stepUpThreshold();
}
