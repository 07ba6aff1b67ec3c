package io.facegate.service.paging;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some rows in the order in which they were added.
 *
 * @param next where the next page begins; null on the last page
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {
    /** The most rows a page may have. */
    public static final int LIMIT = 1000;

    public Page {
        items = List.copyOf(items);
    }

    /** A page of rows that were asked for with a limit one higher, to know whether there are more. */
    public static <T> Page<T> of(List<T> rows, int limit, ToLongFunction<T> id) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, new Cursor(id.applyAsLong(items.get(limit - 1))));
    }

    public static @Nullable String nextText(Page<?> page) {
        Cursor next = page.next();
        return next == null ? null : next.text();
    }

    public static int checkLimit(int limit) {
        if (limit < 1 || limit > LIMIT) {
            throw new IllegalArgumentException("limit (%d) must be between 1 and %d".formatted(limit, LIMIT));
        }
        return limit;
    }
}
