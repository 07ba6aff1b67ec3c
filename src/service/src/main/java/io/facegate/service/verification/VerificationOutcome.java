package io.facegate.service.verification;

import io.facegate.service.attempt.AttemptRefusal;
import io.facegate.service.decision.Verdict;
import io.facegate.service.face.PictureRefusal;
import io.facegate.service.face.ProbeFace;
import io.facegate.vision.model.ModelId;

/** How the question ended whether a picture shows an identity. */
public sealed interface VerificationOutcome {
    /** Tells the cases apart, so that the compiler knows of each that is forgotten. */
    <R> R to(Cases<R> cases);

    /**
     * What an answer is made of, in each case.
     *
     * @param <R> the answer
     */
    interface Cases<R> {
        R of(Decided decided);

        R of(Inactive inactive);

        R of(NotEnrolled notEnrolled);

        R of(NotAttempted notAttempted);

        R of(Refused refused);
    }

    /**
     * It was compared with the most similar template.
     *
     * @param model the embedder
     */
    record Decided(Verdict verdict, ModelId model, ProbeFace face) implements VerificationOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /** The identity may not be verified now; the picture was not looked at. */
    record Inactive() implements VerificationOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /**
     * The identity has nothing that the picture can be compared with.
     *
     * @param model the embedder whose templates the gallery is searched by
     */
    record NotEnrolled(ModelId model) implements VerificationOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /** Nothing may be compared with this identity now. */
    record NotAttempted(AttemptRefusal why) implements VerificationOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }

    /** The picture can't be compared. */
    record Refused(PictureRefusal why) implements VerificationOutcome {
        @Override
        public <R> R to(Cases<R> cases) {
            return cases.of(this);
        }
    }
}
