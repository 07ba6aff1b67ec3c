package io.facegate.service.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What to search for in a picture, and at what cost. */
@RegisterForReflection
@ConfigMapping(prefix = "facegate.detection")
public interface DetectionConfig {
    /** Side of the smallest face to find, in pixels. Half of it costs four times as much. Default: 40. */
    @WithDefault("40")
    @Range(from = 12, to = 16_384)
    float minimumFace();

    /** Size of a pyramid level relative to the one before, above 0 and below 1. Default: 0.709. */
    @WithDefault("0.709")
    @Range(from = 0, to = 1, open = true)
    float pyramidFactor();

    /**
     * Pixels of all pyramid levels together; a picture that needs more is searched for larger faces only. Default:
     * 8,000,000.
     */
    @WithDefault("8000000")
    long maximumPyramidPixels();

    /**
     * Pixels of a picture as it is looked at again, padded, turned and brightened, where no face was found; 0 looks once.
     * Default: 1,000,000.
     */
    @WithDefault("1000000")
    @Range(from = 0)
    long secondLookPixels();

    /** Score from which each stage of the detector believes in a face. */
    Thresholds thresholds();

    /** Above 0 and below 1. */
    @RegisterForReflection
    interface Thresholds {
        /** First stage. Default: 0.6. */
        @WithDefault("0.6")
        @Range(from = 0, to = 1, open = true)
        float proposal();

        /** Second stage. Default: 0.7. */
        @WithDefault("0.7")
        @Range(from = 0, to = 1, open = true)
        float refinement();

        /** Last stage. Default: 0.8. */
        @WithDefault("0.8")
        @Range(from = 0, to = 1, open = true)
        float output();
    }
}
