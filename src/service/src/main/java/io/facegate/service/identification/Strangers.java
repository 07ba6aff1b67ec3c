package io.facegate.service.identification;

/** What is told of a face that nobody is similar enough to. */
public enum Strangers {
    /** Nothing: it is nobody's who is enrolled. */
    UNKNOWN,
    /** Whom it resembles most, for interfaces that have always told that. It is no identification, and no candidate. */
    NEAREST
}
