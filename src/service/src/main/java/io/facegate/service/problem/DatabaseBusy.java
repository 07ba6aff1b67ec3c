package io.facegate.service.problem;

import java.util.Set;

/**
 * Tells a request that gave up behind another one's lock, or was given up by the database for taking too long, from every
 * other failure: nothing of it was done, and it may well succeed in a moment.
 */
final class DatabaseBusy {
    /** Lock not available, statement timeout, deadlock, serialisation failure (PostgreSQL, appendix A). */
    private static final Set<String> BUSY = Set.of("55P03", "57014", "40P01", "40001");

    private DatabaseBusy() {}

    static boolean causes(Throwable failure) {
        String state = DatabaseState.of(failure);
        return state != null && BUSY.contains(state);
    }
}
