package io.facegate.gallery;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Segments {@code .} and {@code ..}, which lead to another resource than the path seems to name (RFC 3986, 5.2.4). What
 * stands between a client and a resource may decode a path once more, or take a backslash for a slash, so those count too.
 */
public final class DotSegments {
    /** Up to a path parameter, as in {@code ..;x}, which some leave out. */
    private static final Pattern SEGMENT = Pattern.compile("(?:^|[/\\\\])\\.{1,2}(?:$|[/\\\\;])");

    /** Whatever takes part in a dot segment is one of these when it is encoded, be it once or many times over. */
    private static final Pattern ENCODED = Pattern.compile("%(?:25)*+(2[EeFf]|3[Bb]|5[Cc])");

    private DotSegments() {}

    /**
     * @param text a path or a part of one, decoded or not
     */
    public static boolean in(String text) {
        return SEGMENT.matcher(text).find() || SEGMENT.matcher(decoded(text)).find();
    }

    /** In one pass: a path may be as long as the line of a request. */
    private static String decoded(String text) {
        return ENCODED.matcher(text).replaceAll(match -> switch (match.group(1).toUpperCase(Locale.ROOT)) {
            case "2E" -> ".";
            case "2F" -> "/";
            case "3B" -> ";";
            default -> "\\\\";
        });
    }
}
