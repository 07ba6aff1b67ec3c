package io.facegate.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an application keeps with a person: a JSON object whose texts and numbers come back as they were written.
 *
 * @param json personal data
 */
public record Metadata(String json) {
    public static final Metadata NONE = new Metadata("{}");

    private static final int LONGEST = 64 << 10;
    private static final String RULE =
            "must be an object of at most %d characters, without U+0000 and halves of surrogate pairs"
                    .formatted(LONGEST);
    private static final String EXACT =
            "has a number that can't be kept as it is: fractions may have some 15 digits, and be between 1e-308 and 1e308;"
                    + " maybe make it a text";

    /**
     * @param value read with {@code USE_BIG_DECIMAL_FOR_FLOATS}: otherwise the number that was written is not known
     * @throws IllegalArgumentException that says what it must be, without what it is
     */
    public static Metadata of(JsonNode value) {
        String json = value.toString();
        if (!(value instanceof ObjectNode)
                || json.length() > LONGEST
                || json.contains("\\u0000")
                || SurrogatePairs.torn(json)) {
            throw new IllegalArgumentException(RULE);
        }
        if (!ExactNumbers.only(value)) {
            throw new IllegalArgumentException(EXACT);
        }
        return new Metadata(json);
    }

    /** Without what is personal data. */
    @Override
    public String toString() {
        return "Metadata";
    }
}
