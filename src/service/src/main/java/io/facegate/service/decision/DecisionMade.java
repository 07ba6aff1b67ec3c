package io.facegate.service.decision;

import io.facegate.service.event.Event;

/** A decision about a face. Each feature that decides has its own, which says about whom, and why. */
public interface DecisionMade extends Event {
    Operation operation();

    /**
     * What it came to: {@link Decision#code()}, or of an identification {@link #IDENTIFIED} or {@link #UNKNOWN}.
     */
    String outcome();

    /** Of an identification: somebody is similar enough. */
    String IDENTIFIED = "identified";

    /** Of an identification: nobody is. */
    String UNKNOWN = "unknown";

    /** What was asked. */
    enum Operation {
        VERIFICATION,
        COMPARE,
        IDENTIFICATION
    }
}
