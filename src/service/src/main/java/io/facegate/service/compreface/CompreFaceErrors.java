package io.facegate.service.compreface;

import io.facegate.service.access.door.AccessProblems;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.web.problem.ErrorFormat;
import io.facegate.service.web.problem.ProblemDetail;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/**
 * {@code {"message": ..., "code": ...}}: most of what is wrong is 400, and the code tells it from the rest. What CompreFace has
 * no word for is 0; that somebody shall come back later keeps its status of HTTP.
 */
@Singleton
public final class CompreFaceErrors implements ErrorFormat {
    private static final int UNAVAILABLE = 500;
    private static final int LATER = 429;

    private final CompreFaceConfig config;

    CompreFaceErrors(CompreFaceConfig config) {
        this.config = config;
    }

    /** An error. */
    @RegisterForReflection
    public record Body(String message, int code) {}

    private record Kind(int status, int code) {}

    @Override
    public boolean writes(String path) {
        return config.enabled() && CompreFacePaths.include(path);
    }

    @Override
    public ErrorBody body(ProblemDetail problem, String requestId) {
        Kind kind = kind(problem);
        return new ErrorBody(kind.status(), "application/json", new Body(problem.detail(), kind.code()));
    }

    private static Kind kind(ProblemDetail problem) {
        return switch (problem.type()) {
            case UNAUTHENTICATED -> problem.equals(AccessProblems.NO_KEY) ? new Kind(400, 20) : new Kind(404, 10);
            case FORBIDDEN, GALLERY_NOT_FOUND -> new Kind(404, 10);
            case IMAGE_EMPTY, IMAGE_TYPE_UNSUPPORTED, IMAGE_DAMAGED -> new Kind(400, 21);
            case REQUEST_MALFORMED, FIELD_INVALID, EMBEDDING_MALFORMED, EMBEDDING_DIMENSION_MISMATCH ->
                new Kind(400, 26);
            case NO_FACE -> new Kind(400, 28);
            case SEVERAL_FACES -> new Kind(400, 31);
            case PARAMETER_INVALID -> new Kind(400, 33);
            case PART_MISSING, PART_REPEATED -> new Kind(400, 34);
            case IDENTITY_NOT_FOUND -> new Kind(404, 42);
            case ALREADY_EXISTS -> new Kind(400, 43);
            case TEMPLATE_NOT_FOUND -> new Kind(404, 44);
            case NOT_FOUND, METHOD_NOT_ALLOWED -> new Kind(404, 0);
            default ->
                new Kind(problem.status() >= UNAVAILABLE || problem.status() == LATER ? problem.status() : 400, 0);
        };
    }
}
