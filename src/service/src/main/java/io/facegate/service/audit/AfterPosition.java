package io.facegate.service.audit;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A position of the audit whose followers are wanted. */
@Schema(
        type = SchemaType.INTEGER,
        format = "int64",
        minimum = "0",
        defaultValue = "0",
        description = "Only what follows it")
record AfterPosition(long value) {
    AfterPosition {
        if (value < 0) {
            throw new IllegalArgumentException("Positions begin at 1");
        }
    }
}
