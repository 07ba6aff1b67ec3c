package io.facegate.service.enrolment;

import io.facegate.service.web.parameter.CodedParameter;
import jakarta.ws.rs.ext.Provider;

/** {@code duplicates=reject|allow}. */
@Provider
public final class DuplicatesParameter extends CodedParameter<Duplicates> {
    public DuplicatesParameter() {
        super(Duplicates.class, "duplicates");
    }
}
