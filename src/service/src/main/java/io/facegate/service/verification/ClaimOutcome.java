package io.facegate.service.verification;

import io.facegate.service.attempt.AttemptRefusal;
import io.facegate.service.decision.Verdict;

/** How the question ended whether a face is that of whom somebody says they are. */
public sealed interface ClaimOutcome {
    /** It was compared with the most similar template. */
    record Decided(Verdict verdict) implements ClaimOutcome {}

    /** The identity may not be verified now, or has nothing to compare with. */
    record NothingToCompare() implements ClaimOutcome {}

    /** Nothing may be compared with this identity now. */
    record NotAttempted(AttemptRefusal why) implements ClaimOutcome {}
}
