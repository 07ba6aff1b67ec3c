package io.facegate.service.face;

import io.facegate.service.web.parameter.CodedParameter;
import jakarta.ws.rs.ext.Provider;

/** {@code face=main|largest|only}. */
@Provider
public final class OneFaceParameter extends CodedParameter<OneFace> {
    public OneFaceParameter() {
        super(OneFace.class, "face");
    }
}
