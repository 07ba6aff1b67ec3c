package io.facegate.service.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;

/** A field that is true or false. */
@Singleton
final class FlagField extends TypedField<Boolean> {
    static final String MUST = "must be true or false";

    FlagField() {
        super(Boolean.class, FlagField::flag);
    }

    private static boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(MUST);
        }
        return value.booleanValue();
    }
}
