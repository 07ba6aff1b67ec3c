package io.facegate.gallery;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What the application that uses Facegate calls a person; unique in the gallery. Two that look the same are the same: an id
 * is kept without spaces around it and in Unicode's composed form (NFC, UAX #15), its case as it is. The schema enforces the
 * same ({@code is_external_id}).
 *
 * @param value in its normal form
 */
public record ExternalId(String value) {
    /** In code points. */
    public static final int LONGEST = 200;

    /** What may be said to whoever sent another; it doesn't have the id, which is personal data. */
    public static final String RULE =
            "must be 1 to %d characters of text, without control characters or others that are not".formatted(LONGEST)
                    + " seen, and without '.' or '..' as a segment of a path";

    /** A decomposed text is at most three times as long as a composed one (UAX #15), and there may be spaces around it. */
    private static final int LONGEST_AS_SENT = 4 * LONGEST;

    private static final Pattern SPACES_AROUND = Pattern.compile("^\\p{Zs}+|\\p{Zs}+$");
    /** Unassigned ones too, as their normal form isn't known yet. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F"
                    + "\\u2028-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\x{E0000}-\\x{E007F}]"
                    + "|^[\\u200C\\u200D]|[\\u200C\\u200D]$");

    public ExternalId {
        if (!value.equals(normal(value))
                || value.isEmpty()
                || value.codePointCount(0, value.length()) > LONGEST
                || UNSEEN.matcher(value).find()
                || DotSegments.in(value)) {
            throw new IllegalArgumentException("An external id " + RULE);
        }
    }

    /**
     * @param text brought to the normal form
     * @throws IllegalArgumentException if it can't be one
     */
    public static ExternalId of(String text) {
        if (text.length() > LONGEST_AS_SENT) {
            throw new IllegalArgumentException("An external id " + RULE);
        }
        return new ExternalId(normal(text));
    }

    private static String normal(String text) {
        return SPACES_AROUND
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
    }

    /** Without the id, which is personal data. */
    @Override
    public String toString() {
        return "ExternalId";
    }
}
