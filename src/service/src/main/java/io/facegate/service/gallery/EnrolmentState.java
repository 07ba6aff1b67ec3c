package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.facegate.service.code.Codes;
import org.jspecify.annotations.Nullable;

/** Whether a person can be recognised by the gallery's model; while the gallery moves, by the one that it moves to. */
public enum EnrolmentState {
    /** Has a template of that model. */
    READY,
    /** Had templates of another model only. */
    NEEDS_RE_ENROLMENT,
    /** Never had a template, or all were deleted. */
    NOT_ENROLLED;

    /** The name in the interface and the database, such as {@code ready}. */
    @JsonValue
    public String code() {
        return Codes.of(this);
    }

    /**
     * @param code null for a person who was created just now
     */
    static EnrolmentState ofCode(@Nullable String code) {
        return code == null ? NOT_ENROLLED : Codes.parse(EnrolmentState.class, code);
    }
}
