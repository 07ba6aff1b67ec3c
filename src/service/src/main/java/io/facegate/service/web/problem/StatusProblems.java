package io.facegate.service.web.problem;

import java.util.List;

/** Problems for errors of which only the HTTP status is known. */
final class StatusProblems {
    private StatusProblems() {}

    static ProblemDetail of(int status) {
        return switch (status) {
            case 400 -> new ProblemDetail(ProblemType.REQUEST_MALFORMED, "The request can't be read.");
            case 404 -> new ProblemDetail(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case 405 -> new ProblemDetail(ProblemType.METHOD_NOT_ALLOWED, "This path doesn't answer to this method.");
            case 406 ->
                new ProblemDetail(ProblemType.NOT_ACCEPTABLE, "The answer is application/json, which Accept excludes.");
            case 413 -> new ProblemDetail(ProblemType.BODY_TOO_LARGE, "The request body is too large.");
            case 414 -> new ProblemDetail(ProblemType.ADDRESS_TOO_LONG, "The address of the request is too long.");
            case 431 -> new ProblemDetail(ProblemType.HEADERS_TOO_LARGE, "The headers of the request are too large.");
            case 415 ->
                new ProblemDetail(
                        ProblemType.MEDIA_TYPE_UNSUPPORTED,
                        "This path doesn't accept this Content-Type; the documentation says which.");
            default ->
                status >= 500
                        ? unknown(
                                ProblemType.INTERNAL,
                                status,
                                "The service failed. Its log tells more under this request id.")
                        : unknown(ProblemType.REQUEST_REFUSED, status, "The request was refused.");
        };
    }

    private static ProblemDetail unknown(ProblemType type, int status, String detail) {
        return new ProblemDetail(type, status, detail, null, List.of());
    }
}
