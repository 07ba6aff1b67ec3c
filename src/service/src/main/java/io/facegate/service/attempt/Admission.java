package io.facegate.service.attempt;

/** Whether a try may be compared. */
sealed interface Admission {
    /** It may, and counts. */
    record Granted(Reservation reservation) implements Admission {}

    /** It may not, and doesn't count. */
    record Refused(AttemptRefusal why) implements Admission {}
}
