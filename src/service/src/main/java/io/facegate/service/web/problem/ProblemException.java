package io.facegate.service.web.problem;

import io.facegate.vision.image.PictureRejectedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request can't be served, and only whoever sent it can mend that. The message is shown to them. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final @Nullable String part;
    private final List<String> reasons;

    public ProblemException(ProblemType type, String detail) {
        this(type, null, detail);
    }

    /**
     * @param part the part of the request that is meant
     */
    public ProblemException(ProblemType type, @Nullable String part, String detail) {
        this(type, part, detail, List.of());
    }

    /**
     * @param part the part of the request that is meant
     * @param reasons stable codes, for programs
     */
    public ProblemException(ProblemType type, @Nullable String part, String detail, List<String> reasons) {
        super(detail);
        this.type = type;
        this.part = part;
        this.reasons = List.copyOf(reasons);
    }

    /**
     * @param part the part of the request that had the picture
     */
    public ProblemException(PictureRejectedException rejected, String part) {
        super(String.valueOf(rejected.getMessage()), rejected);
        this.type = ProblemType.of(rejected.rejection());
        this.part = part;
        this.reasons = List.of();
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable String part() {
        return part;
    }

    /** Codes that say more; mostly none. */
    public List<String> reasons() {
        return reasons;
    }
}
