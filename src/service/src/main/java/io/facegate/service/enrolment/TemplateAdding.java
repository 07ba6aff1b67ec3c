package io.facegate.service.enrolment;

import io.facegate.service.gallery.Gallery;
import io.facegate.service.template.Enrolment;
import io.facegate.service.template.SearchThresholds;
import io.facegate.service.template.UniqueEnrolment;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Adds a face to the templates, unless somebody else of the gallery has it. */
@Singleton
final class TemplateAdding {
    private final TemplateEnrolment enrolment;
    private final SearchThresholds thresholds;
    private final EnrolmentRules rules;

    TemplateAdding(TemplateEnrolment enrolment, SearchThresholds thresholds, EnrolmentRules rules) {
        this.enrolment = enrolment;
        this.thresholds = thresholds;
        this.rules = rules;
    }

    Uni<EnrolmentOutcome> add(NewFace face, Duplicates duplicates) {
        if (duplicates == Duplicates.ALLOW || !face.searchable()) {
            return enrolment
                    .add(face.member().identity(), face.templates())
                    .map(enrolments -> outcome(face, enrolments));
        }
        return duplicateScore(face.member().gallery())
                .chain(duplicate -> enrolment.addUnlessDuplicate(face.member().identity(), face.templates(), duplicate))
                .map(unique -> unique instanceof UniqueEnrolment.Duplicate duplicate
                        ? new EnrolmentOutcome.Duplicate(duplicate.comparison(), face.quality())
                        : outcome(face, ((UniqueEnrolment.Enrolled) unique).templates()));
    }

    private static EnrolmentOutcome outcome(NewFace face, List<Enrolment> enrolments) {
        return enrolments.stream().anyMatch(Enrolment.Added.class::isInstance)
                ? new EnrolmentOutcome.Enrolled(enrolments.get(0).template(), face.quality())
                : new EnrolmentOutcome.AlreadyEnrolled(enrolments.get(0).template());
    }

    private Uni<Score> duplicateScore(Gallery gallery) {
        Score configured = rules.duplicate();
        return configured != null
                ? Uni.createFrom().item(configured)
                : thresholds.of(gallery, null).map(threshold -> new Score(threshold.score()));
    }
}
