package io.facegate.service.attempt;

import io.facegate.service.replay.Nonce;
import io.facegate.service.replay.ReplayRefusal;
import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;

/** That nothing is compared now, as a problem. */
public final class AttemptProblems {
    private AttemptProblems() {}

    public static ProblemException of(AttemptRefusal refusal) {
        if (refusal instanceof AttemptRefusal.TooManyAttempts tooMany) {
            return new ProblemException(new ProblemDetail(
                            ProblemType.TOO_MANY_ATTEMPTS,
                            "This identity failed to be verified too often: the next try may be in %d s."
                                    .formatted(tooMany.delay().toSeconds()))
                    .retryAfter(tooMany.delay()));
        }
        if (refusal instanceof AttemptRefusal.Replayed replayed) {
            return replayed(replayed.why());
        }
        return new ProblemException(
                ProblemType.FACE_DISABLED,
                "This identity failed to be verified so often that its face is no factor, until an administrator resets"
                        + " its attempts.");
    }

    private static ProblemException replayed(ReplayRefusal why) {
        return switch (why) {
            case NONCE_REQUIRED ->
                new ProblemException(
                        ProblemType.NONCE_REQUIRED,
                        Nonce.HEADER,
                        "Each verification of this gallery brings a nonce in the header %s.".formatted(Nonce.HEADER));
            case NONCE_INVALID ->
                new ProblemException(
                        ProblemType.NONCE_INVALID,
                        Nonce.HEADER,
                        "The nonce was used or has expired, or it is another's: each is for one verification.");
            case PICTURE_SEEN ->
                new ProblemException(
                        ProblemType.PICTURE_SEEN,
                        "The same picture was shown for this identity just now: a new one is needed.");
        };
    }
}
