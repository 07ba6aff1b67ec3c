package io.facegate.service.identification;

import io.facegate.vision.score.Score;

/** What is told of a face that nobody is similar enough to. */
public enum Strangers {
    /** Nothing: it is nobody's who is enrolled. */
    UNKNOWN,
    /** Whom it resembles most, for interfaces that have always told that. It is no identification, and no candidate. */
    NEAREST;

    private static final Score LOWEST = new Score(-2);

    /** From which score on somebody is told of, where this one is the threshold. */
    Score least(Score threshold) {
        return this == NEAREST ? LOWEST : threshold;
    }
}
