package io.facegate.service.attempt;

import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.replay.Presented;

/**
 * A try that may be compared, and counts as a failure until it is concluded otherwise.
 *
 * @param presented that is compared
 * @param number of the try
 * @param failures consecutive ones, this try included
 * @param limits that it was reserved within
 */
public record Reservation(
        ClaimedIdentity claimed, Presented presented, long number, long failures, AttemptLimits limits) {}
