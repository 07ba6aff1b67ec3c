package io.facegate.service.web.problem;

/**
 * How an interface writes its errors. Every interface whose errors are no problems (RFC 9457) has one, which writes all that
 * goes wrong below its path, whoever finds it: the interface's own resources, what all of them share, or the routing.
 */
public interface ErrorFormat {
    /**
     * @param path of a request, as it was sent
     */
    boolean writes(String path);

    /**
     * @param requestId that finds the error in the log
     */
    ErrorBody body(ProblemDetail problem, String requestId);

    /**
     * An error as it is sent.
     *
     * @param status of HTTP
     * @param entity becomes JSON
     */
    record ErrorBody(int status, String mediaType, Object entity) {}
}
