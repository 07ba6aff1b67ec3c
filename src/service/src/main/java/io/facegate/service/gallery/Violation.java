package io.facegate.service.gallery;

import io.vertx.pgclient.PgException;

/** Tells what was violated: that something exists already, or that what it belongs to was deleted meanwhile. */
public final class Violation {
    private static final String FOREIGN_KEY = "23503";

    private Violation() {}

    public static boolean ofForeignKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && FOREIGN_KEY.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
