package io.facegate.service.identification;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many may be named for a face.
 *
 * @param value from 1 to {@link #MOST}
 */
@Schema(
        type = SchemaType.INTEGER,
        minimum = "1",
        maximum = "" + CandidateLimit.MOST,
        defaultValue = "" + CandidateLimit.DEFAULT,
        description = "At most so many candidates for a face")
public record CandidateLimit(int value) {
    static final int MOST = 100;
    static final int DEFAULT = 5;

    public CandidateLimit {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("value (%d) must be from 1 to %d".formatted(value, MOST));
        }
    }

    /** As many, or the most that may be named. */
    public static CandidateLimit atMost(int wanted) {
        return new CandidateLimit(Math.min(wanted, MOST));
    }

    /**
     * @param asked null for the default
     */
    static CandidateLimit orDefault(@Nullable CandidateLimit asked) {
        return asked == null ? new CandidateLimit(DEFAULT) : asked;
    }
}
