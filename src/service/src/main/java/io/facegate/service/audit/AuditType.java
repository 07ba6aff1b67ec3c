package io.facegate.service.audit;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The type of an event, or the first word of several types. */
@Schema(
        type = SchemaType.STRING,
        pattern = AuditType.PATTERN,
        examples = "verification.denied",
        description = "One type, or the first word of several: `verification` is all verifications")
record AuditType(String value) {
    static final String PATTERN = "[a-z_]{1,40}(\\.[a-z_]{1,40})?";

    AuditType {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("A type is like verification.denied");
        }
    }
}
