package io.facegate.service.template;

import io.facegate.service.decision.Comparison;
import java.util.List;

/** What became of a face that was to be enrolled only if nobody else of the gallery resembles it. */
public sealed interface UniqueEnrolment {
    /**
     * Nobody does.
     *
     * @param templates what became of each, in their order
     */
    record Enrolled(List<Enrolment> templates) implements UniqueEnrolment {
        public Enrolled {
            templates = List.copyOf(templates);
        }
    }

    /**
     * Somebody does, active or not, and nothing was added.
     *
     * @param comparison with the one who resembles it most
     */
    record Duplicate(Comparison comparison) implements UniqueEnrolment {}
}
