package io.facegate.gallery;

/** What a person is called where people read it. Personal data. */
public record DisplayName(String value) {
    /** In code points. */
    public static final int LONGEST = 500;

    /** What may be said to whoever sent another; it doesn't have the name. */
    public static final String RULE =
            "must be a text of 1 to %d characters, without U+0000 and halves of surrogate pairs".formatted(LONGEST);

    public DisplayName {
        if (value.isEmpty()
                || value.codePointCount(0, value.length()) > LONGEST
                || value.indexOf('\0') >= 0
                || SurrogatePairs.torn(value)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "DisplayName";
    }
}
