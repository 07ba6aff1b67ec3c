package io.facegate.service.enrolment;

import io.facegate.vision.model.ModelId;
import java.util.List;

/**
 * What became of everything that was to be enrolled at once.
 *
 * @param model the embedder that the templates are known by
 * @param outcomes in the order in which it was brought
 */
public record Enrolments(ModelId model, List<EnrolmentOutcome> outcomes) {
    public Enrolments {
        outcomes = List.copyOf(outcomes);
    }
}
