package io.facegate.service.verification;

import io.facegate.service.attempt.AttemptProblems;
import io.facegate.service.decision.DecisionFields;
import io.facegate.service.face.FoundFace;
import io.facegate.service.face.PictureProblems;
import io.facegate.service.verification.VerificationOutcome.Decided;
import io.facegate.service.verification.VerificationOutcome.Inactive;
import io.facegate.service.verification.VerificationOutcome.NotAttempted;
import io.facegate.service.verification.VerificationOutcome.NotEnrolled;
import io.facegate.service.verification.VerificationOutcome.Refused;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;

/** A decision is answered; what came to none is a problem. */
enum VerificationAnswer implements VerificationOutcome.Cases<VerificationResponse> {
    INSTANCE;

    @Override
    public VerificationResponse of(Decided decided) {
        return new VerificationResponse(
                DecisionFields.of(decided.verdict(), decided.model()), FoundFace.of(decided.face()));
    }

    @Override
    public VerificationResponse of(Inactive inactive) {
        throw new ProblemException(ProblemType.IDENTITY_INACTIVE, "The identity is inactive, so it can't be verified.");
    }

    @Override
    public VerificationResponse of(NotEnrolled notEnrolled) {
        throw new ProblemException(
                ProblemType.IDENTITY_NOT_ENROLLED,
                "The identity has no template of model %s to be verified by.".formatted(notEnrolled.model()));
    }

    @Override
    public VerificationResponse of(NotAttempted notAttempted) {
        throw AttemptProblems.of(notAttempted.why());
    }

    @Override
    public VerificationResponse of(Refused refused) {
        throw PictureProblems.of(refused.why());
    }
}
