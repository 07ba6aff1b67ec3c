package io.facegate.service.gallery;

import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** The query parameter {@code search} of lists of identities. */
@Provider
public final class IdentitySearchParameter extends TypedParameter<IdentitySearch> {
    public IdentitySearchParameter() {
        super(
                IdentitySearch.class,
                IdentitySearch::new,
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter 'search' must have 1 to %d characters."
                                .formatted(IdentitySearch.LONGEST)));
    }
}
