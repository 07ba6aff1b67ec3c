package io.facegate.service.web.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request can't be served, and only whoever sent it can mend that. The message is shown to them. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetail problem;

    public ProblemException(ProblemDetail problem) {
        super(problem.detail());
        this.problem = problem;
    }

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
        this(new ProblemDetail(type, type.status(), detail, part, reasons));
    }

    public ProblemDetail problem() {
        return problem;
    }

    public ProblemType type() {
        return problem.type();
    }

    public String detail() {
        return problem.detail();
    }

    public @Nullable String part() {
        return problem.part();
    }
}
