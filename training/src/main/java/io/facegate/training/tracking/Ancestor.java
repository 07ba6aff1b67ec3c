package io.facegate.training.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.model.Licence;

/**
 * A model that a run has learnt from: whatever comes of the run is under its terms too.
 *
 * @param role what it was to the run
 * @param model its id
 * @param licence its terms of use
 */
public record Ancestor(Role role, String model, Licence licence) {

    /** What a model is to a run. */
    public enum Role {
        /** Its weights are those that the run began with. */
        @JsonProperty("start")
        START,
        /** Its embeddings are what the run learns. */
        @JsonProperty("teacher")
        TEACHER
    }

    /** As a part of a licence's text. */
    String told(String terms) {
        return switch (role) {
            case START -> "begun with %s: %s".formatted(model, terms);
            case TEACHER -> "taught by %s: %s".formatted(model, terms);
        };
    }
}
