package io.facegate.service.face;

import io.facegate.service.web.parameter.CodedParameter;
import jakarta.ws.rs.ext.Provider;

/** {@code face=all|main|largest|only}. */
@Provider
public final class AnyFacesParameter extends CodedParameter<AnyFaces> {
    public AnyFacesParameter() {
        super(AnyFaces.class, "face");
    }
}
