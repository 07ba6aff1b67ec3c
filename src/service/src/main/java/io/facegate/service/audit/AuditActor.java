package io.facegate.service.audit;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who asked for something, as entries have it. */
@Schema(type = SchemaType.STRING, examples = "key:k3j4", description = "As entries have it, such as key:k3j4")
record AuditActor(String value) {
    private static final int LONGEST = 300;

    AuditActor {
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("No actor is called so");
        }
    }
}
