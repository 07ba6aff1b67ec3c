package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose faces a threshold is for. Models tell children from each other much worse than people who are grown up. */
public enum PopulationKind {
    /** Thirteen years or older, or of unknown age. */
    @JsonProperty("grown")
    GROWN,
    /** Under thirteen. */
    @JsonProperty("children")
    CHILDREN
}
