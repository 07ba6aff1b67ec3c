package io.facegate.service.attempt;

import io.facegate.service.replay.ReplayRefusal;
import java.time.Duration;

/** Why nothing is compared now, whatever the picture shows. */
public sealed interface AttemptRefusal {
    /** The stable, machine-readable name, such as {@code face_disabled}. */
    String code();

    /**
     * There were too many failures just now.
     *
     * @param delay until the next try, whole seconds, at least one
     */
    record TooManyAttempts(Duration delay) implements AttemptRefusal {
        @Override
        public String code() {
            return "too_many_attempts";
        }
    }

    /** What was brought may be a recording. */
    record Replayed(ReplayRefusal why) implements AttemptRefusal {
        @Override
        public String code() {
            return why.code();
        }
    }

    /** There were so many failures that the face is no factor any more, until an administrator resets it. */
    record FaceDisabled() implements AttemptRefusal {
        @Override
        public String code() {
            return "face_disabled";
        }
    }
}
