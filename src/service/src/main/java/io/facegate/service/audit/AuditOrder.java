package io.facegate.service.audit;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which entries come first. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"oldest", "newest"},
        defaultValue = "oldest",
        description = "Which entries come first; pages go on in that order")
enum AuditOrder {
    OLDEST(">", "", 0),
    NEWEST("<", " DESC", Long.MAX_VALUE);

    private final String beyond;
    private final String direction;
    private final long start;

    /**
     * @param beyond how the position of what comes later compares
     * @param start a position before all
     */
    AuditOrder(String beyond, String direction, long start) {
        this.beyond = beyond;
        this.direction = direction;
        this.start = start;
    }

    static AuditOrder of(String code) {
        for (AuditOrder order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(code)) {
                return order;
            }
        }
        throw new IllegalArgumentException("There is no order " + code);
    }

    String beyond() {
        return beyond;
    }

    String direction() {
        return direction;
    }

    long start() {
        return start;
    }
}
