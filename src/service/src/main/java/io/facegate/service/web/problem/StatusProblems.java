package io.facegate.service.web.problem;

/** Problems for errors of which only the HTTP status is known. */
final class StatusProblems {
    private StatusProblems() {}

    static Problem of(int status, String requestId) {
        return switch (status) {
            case 400 -> known(ProblemType.REQUEST_MALFORMED, "The request can't be read.", requestId);
            case 404 -> known(ProblemType.NOT_FOUND, "There is nothing at this path.", requestId);
            case 405 -> known(ProblemType.METHOD_NOT_ALLOWED, "This path doesn't answer to this method.", requestId);
            case 406 ->
                known(ProblemType.NOT_ACCEPTABLE, "The answer is application/json, which Accept excludes.", requestId);
            case 413 -> known(ProblemType.BODY_TOO_LARGE, "The request body is too large.", requestId);
            case 414 -> known(ProblemType.ADDRESS_TOO_LONG, "The address of the request is too long.", requestId);
            case 431 -> known(ProblemType.HEADERS_TOO_LARGE, "The headers of the request are too large.", requestId);
            case 415 ->
                known(
                        ProblemType.MEDIA_TYPE_UNSUPPORTED,
                        "This path doesn't accept this Content-Type; the documentation says which.",
                        requestId);
            default ->
                status >= 500
                        ? Problem.of(
                                ProblemType.INTERNAL,
                                status,
                                "The service failed. Its log tells more under this request id.",
                                null,
                                requestId)
                        : Problem.of(ProblemType.REQUEST_REFUSED, status, "The request was refused.", null, requestId);
        };
    }

    private static Problem known(ProblemType type, String detail, String requestId) {
        return Problem.of(type, detail, null, requestId);
    }
}
