package io.facegate.service.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A moment that a request names. */
@Schema(type = SchemaType.STRING, format = "date-time", examples = "2026-11-26T08:00:00Z")
record AuditTime(Instant instant) {
    static AuditTime parse(String text) {
        try {
            return new AuditTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A time is like 2026-11-26T08:00:00Z", e);
        }
    }
}
