package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.ws.rs.ext.Provider;

/** In a path: an id that nobody can have is one that nobody has. */
@Provider
public final class ExternalIdParameter extends TypedParameter<ExternalId> {
    public ExternalIdParameter() {
        super(
                ExternalId.class,
                ExternalId::of,
                () -> new ProblemException(
                        ProblemType.IDENTITY_NOT_FOUND, "No identity can have such an external id."));
    }
}
