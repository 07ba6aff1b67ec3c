package io.facegate.service.web.problem;

import java.util.Optional;

/**
 * Knows which problem a failure of a feature is. The feature that fails has one beside it, so that what fails needs to know
 * nothing of HTTP.
 */
public interface ProblemSource {
    /** Empty if this is no failure of the feature. */
    Optional<ProblemDetail> of(Throwable failure);
}
