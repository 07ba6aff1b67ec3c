package io.facegate.service.quality;

/** What a face is to be good enough for. */
public enum Purpose {
    ENROLMENT,
    VERIFICATION,
    IDENTIFICATION,
    COMPARISON
}
