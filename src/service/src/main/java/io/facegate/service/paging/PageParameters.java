package io.facegate.service.paging;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The query parameters {@code cursor} and {@code limit} of every list. */
public record PageParameters(Cursor from, int limit) {
    private static final int DEFAULT_LIMIT = 100;

    /**
     * @param cursor null for the first page
     * @param limit null for the default, 100
     * @throws ProblemException if one of them can't be used
     */
    public static PageParameters of(@Nullable String cursor, @Nullable String limit) {
        return new PageParameters(
                cursor == null ? Cursor.START : parseCursor(cursor), limit == null ? DEFAULT_LIMIT : parseLimit(limit));
    }

    private static Cursor parseCursor(String cursor) {
        try {
            return Cursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID,
                    "The query parameter 'cursor' must be the 'next' of the page before.");
        }
    }

    private static int parseLimit(String limit) {
        try {
            return Page.checkLimit(Integer.parseInt(limit));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID,
                    "The query parameter 'limit' must be a number from 1 to %d.".formatted(Page.LIMIT));
        }
    }
}
