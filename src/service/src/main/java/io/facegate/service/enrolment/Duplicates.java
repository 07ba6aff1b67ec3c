package io.facegate.service.enrolment;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether somebody may be enrolled who resembles another identity of the gallery, such as a twin. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"reject", "allow"},
        description = "Whether what resembles another identity of the gallery is rejected (duplicate_identity)")
public enum Duplicates {
    REJECT,
    ALLOW
}
