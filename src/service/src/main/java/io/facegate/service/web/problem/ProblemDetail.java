package io.facegate.service.web.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, before an interface writes it in its own format ({@link ErrorFormat}).
 *
 * @param status of HTTP: the kind's, unless only the status is known
 * @param detail of this occurrence, for people; never anything of a picture or an embedding
 * @param part of the request that is meant, where there are several
 * @param reasons stable codes that say more, for programs; mostly none
 * @param retryAfter how long to wait before the next try, where that is known; null if not
 */
public record ProblemDetail(
        ProblemType type,
        int status,
        String detail,
        @Nullable String part,
        List<String> reasons,
        @Nullable Duration retryAfter) {
    public ProblemDetail {
        reasons = List.copyOf(reasons);
    }

    public ProblemDetail(ProblemType type, int status, String detail, @Nullable String part, List<String> reasons) {
        this(type, status, detail, part, reasons, null);
    }

    public ProblemDetail(ProblemType type, String detail) {
        this(type, type.status(), detail, null, List.of());
    }

    /**
     * Whole seconds that a client is told to wait; null if nothing is to be told.
     *
     * @param least where the same request may well succeed in a moment
     */
    @Nullable
    Long retrySeconds(Duration least) {
        Duration known = retryAfter == null ? Duration.ZERO : retryAfter;
        if (type.passes()) {
            known = known.compareTo(least) < 0 ? least : known;
        } else if (retryAfter == null) {
            return null;
        }
        return known.plusNanos(999_999_999).toSeconds();
    }

    /** The same, for whoever waits so long. */
    public ProblemDetail retryAfter(Duration delay) {
        return new ProblemDetail(type, status, detail, part, reasons, delay);
    }
}
