package io.facegate.service.attempt;

import java.time.Duration;

/**
 * How many consecutive failures may be.
 *
 * @param waitAfter from so many on, each further try waits
 * @param delay that long, since the try before
 * @param disableAfter from so many on, the face is no factor any more
 */
public record AttemptLimits(int waitAfter, Duration delay, int disableAfter) {}
