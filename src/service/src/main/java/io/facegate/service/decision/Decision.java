package io.facegate.service.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;

/** What a comparison means for whoever wants to come in. */
public enum Decision {
    /** The same person, at the false match rate that the operator accepts. */
    ACCESS_GRANTED,
    /** Probably the same person: a second factor must confirm it. */
    EMAIL_VERIFICATION,
    /** Not similar enough. */
    ACCESS_DENIED;

    /** The stable, machine-readable name, such as {@code access_granted}. */
    @JsonValue
    public String code() {
        return Codes.of(this);
    }
}
