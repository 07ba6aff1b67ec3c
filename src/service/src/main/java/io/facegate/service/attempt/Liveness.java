package io.facegate.service.attempt;

/**
 * What is known of whether a living person was in front of the camera when a try is reserved. A presentation that was found to
 * be an attack is no try to be compared: it is refused before.
 */
public enum Liveness {
    /** Nobody looked. */
    UNCHECKED,
    /** It was checked, and passed. */
    PASSED
}
