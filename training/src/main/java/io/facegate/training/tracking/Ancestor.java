package io.facegate.training.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.vision.model.Licence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        /** Its embeddings, or the faces that it finds, are what the run learns. */
        @JsonProperty("teacher")
        TEACHER
    }

    /**
     * The terms of what has learnt from them: those that are given, and theirs, which nobody may drop.
     *
     * @param weights null for none
     * @param data null for none
     */
    public static Licence licence(List<Ancestor> ancestors, @Nullable String weights, @Nullable String data) {
        return new Licence(
                terms(ancestors, weights, ancestor -> ancestor.licence.weights()),
                terms(ancestors, data, ancestor -> ancestor.licence.data()));
    }

    private static String terms(List<Ancestor> ancestors, @Nullable String own, Function<Ancestor, String> inherited) {
        List<String> terms = new ArrayList<>();
        if (own != null) {
            terms.add(own);
        }
        ancestors.forEach(ancestor -> terms.add(ancestor.told(inherited.apply(ancestor))));
        return terms.isEmpty() ? Licence.UNKNOWN.weights() : String.join("; ", terms);
    }

    private String told(String terms) {
        return switch (role) {
            case START -> "begun with %s: %s".formatted(model, terms);
            case TEACHER -> "taught by %s: %s".formatted(model, terms);
        };
    }
}
