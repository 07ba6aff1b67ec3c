package io.facegate.service.access.key;

import java.time.Duration;
import java.util.Map;

/**
 * The keys that might be used at some moment.
 *
 * @param version counts the changes of the table
 * @param keys by their id
 * @param asked when, by {@link System#nanoTime()}: everything that was committed before is in it
 */
record KeySnapshot(long version, Map<String, HeldKey> keys, long asked) {
    /** A millisecond: Vert.x refuses timers that are shorter. */
    private static final long SHORTEST_TIMER = 1_000_000;

    private static final long NO_VERSION = -1;

    KeySnapshot {
        keys = Map.copyOf(keys);
    }

    /** That of before the first look; older than anything. */
    static KeySnapshot none() {
        return new KeySnapshot(
                NO_VERSION, Map.of(), System.nanoTime() - Duration.ofDays(1000).toNanos());
    }

    boolean holds(String id) {
        return keys.containsKey(id);
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - asked < age.toNanos();
    }

    boolean isOfOrAfter(long moment) {
        return asked - moment >= 0;
    }

    /** How long until it has that age; a nanosecond at least. */
    Duration untilAged(Duration age) {
        long left = age.toNanos() - (System.nanoTime() - asked);
        return Duration.ofNanos(Math.max(left, SHORTEST_TIMER));
    }

    /** The same keys, known to be so later. */
    KeySnapshot stillTrueAt(long later) {
        return new KeySnapshot(version, keys, later);
    }
}
