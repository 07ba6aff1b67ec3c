package io.facegate.service.paging;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a request wants of a page.
 *
 * @param value from 1 to {@link Page#LIMIT}
 */
@Schema(
        type = SchemaType.INTEGER,
        minimum = "1",
        maximum = "" + Page.LIMIT,
        defaultValue = "" + PageLimit.DEFAULT,
        description = "How many there may be at most on the page")
public record PageLimit(int value) {
    static final int DEFAULT = 100;

    public PageLimit {
        Page.checkLimit(value);
    }

    /**
     * @param asked null for the default
     */
    public static PageLimit orDefault(@Nullable PageLimit asked) {
        return asked == null ? new PageLimit(DEFAULT) : asked;
    }
}
