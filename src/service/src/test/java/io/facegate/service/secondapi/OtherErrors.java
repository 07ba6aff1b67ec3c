package io.facegate.service.secondapi;

import io.facegate.service.web.problem.ErrorFormat;
import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;

/** {@code {"message": ..., "code": ...}}: most of what is wrong is 400, and the code tells it from the rest. */
@Singleton
public final class OtherErrors implements ErrorFormat {
    static final String PATH = "/other/v1";

    static final int NO_KEY = 20;
    private static final int UNREADABLE = 21;
    private static final int NO_FACE = 28;
    private static final int SEVERAL_FACES = 31;
    private static final int PARAMETER = 33;
    private static final int PART = 34;
    private static final int NO_SUBJECT = 42;
    private static final int OTHER = 0;

    /** An error. */
    public record Body(String message, int code) {}

    @Override
    public boolean writes(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    @Override
    public ErrorBody body(ProblemDetail problem, String requestId) {
        return new ErrorBody(
                status(problem), "application/json", new Body(problem.detail(), code(problem.type(), problem)));
    }

    private static int status(ProblemDetail problem) {
        return switch (problem.type()) {
            case NOT_FOUND, METHOD_NOT_ALLOWED, IDENTITY_NOT_FOUND, GALLERY_NOT_FOUND -> 404;
            default -> problem.status() >= 500 ? problem.status() : 400;
        };
    }

    private static int code(ProblemType type, ProblemDetail problem) {
        return switch (type) {
            case NO_FACE -> NO_FACE;
            case SEVERAL_FACES -> SEVERAL_FACES;
            case IMAGE_EMPTY, IMAGE_TYPE_UNSUPPORTED, IMAGE_DAMAGED -> UNREADABLE;
            case PART_MISSING, PART_REPEATED -> PART;
            case PARAMETER_INVALID -> ApiKey.HEADER.equals(problem.part()) ? NO_KEY : PARAMETER;
            case IDENTITY_NOT_FOUND -> NO_SUBJECT;
            default -> OTHER;
        };
    }
}
