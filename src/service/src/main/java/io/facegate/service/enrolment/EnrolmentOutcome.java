package io.facegate.service.enrolment;

import io.facegate.service.decision.Comparison;
import io.facegate.service.template.TemplateId;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one picture, or one embedding, that was to be enrolled. */
public sealed interface EnrolmentOutcome {
    /** Tells the cases apart, so that the compiler knows of each that is forgotten. */
    <R> R to(Cases<R> cases);

    /**
     * What is made of an outcome, in each case.
     *
     * @param <R> what is made
     */
    interface Cases<R> {
        R of(Enrolled enrolled);

        R of(AlreadyEnrolled alreadyEnrolled);

        R of(Rejected rejected);

        R of(InsufficientQuality insufficient);

        R of(Duplicate duplicate);
    }

    /**
     * It is a new template.
     *
     * @param quality null of an embedding, as nothing is known of the face behind it
     */
    record Enrolled(TemplateId template, @Nullable FaceQuality quality) implements EnrolmentOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /** The identity had it already; nothing changed. */
    record AlreadyEnrolled(TemplateId template) implements EnrolmentOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /** It is no usable picture, or doesn't have the face that was asked for. */
    record Rejected(Rejection rejection) implements EnrolmentOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /**
     * The face is not good enough to be kept.
     *
     * @param defects at least one
     */
    record InsufficientQuality(List<QualityDefect> defects, FaceQuality quality) implements EnrolmentOutcome {
        public InsufficientQuality {
            defects = List.copyOf(defects);
        }

        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /**
     * It resembles another identity of the gallery, which is not named.
     *
     * @param comparison with that identity
     * @param quality null of an embedding, as nothing is known of the face behind it
     */
    record Duplicate(Comparison comparison, @Nullable FaceQuality quality) implements EnrolmentOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }
}
