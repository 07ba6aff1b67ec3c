package io.facegate.training.detection.distillation;

import java.util.Locale;

/**
 * The networks, in the order in which they are trained: each learns on what those before it propose, the last one on
 * faces alone.
 */
public enum Stage {
    PROPOSAL,
    REFINEMENT,
    OUTPUT,
    LANDMARKS;

    /** For folders and people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
