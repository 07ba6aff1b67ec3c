package io.facegate.service.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@link Decision} as the interface names it. */
@Schema(name = "Decision")
public enum Result {
    ACCESS_GRANTED(Decision.ACCESS_GRANTED),
    EMAIL_VERIFICATION(Decision.EMAIL_VERIFICATION),
    ACCESS_DENIED(Decision.ACCESS_DENIED);

    private final Decision decision;

    Result(Decision decision) {
        this.decision = decision;
    }

    static Result of(Decision decision) {
        return valueOf(decision.name());
    }

    /** Such as {@code access_granted}. */
    @JsonValue
    public String code() {
        return decision.code();
    }
}
