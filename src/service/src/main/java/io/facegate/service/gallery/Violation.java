package io.facegate.service.gallery;

import io.facegate.service.web.problem.DatabaseState;

/** Tells what was violated: that something exists already, or that what it belongs to was deleted meanwhile. */
public final class Violation {
    private static final String FOREIGN_KEY = "23503";

    private Violation() {}

    public static boolean ofForeignKey(Throwable failure) {
        return FOREIGN_KEY.equals(DatabaseState.of(failure));
    }
}
