package io.facegate.service.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Segments {@code .} and {@code ..}, which lead to another resource than the path seems to name (RFC 3986, 5.2.4). What
 * stands between a client and a resource may decode a path once more, or take a backslash for a slash, so those count too.
 */
public final class DotSegments {
    /** Up to a path parameter, as in {@code ..;x}, which some leave out. */
    private static final Pattern SEGMENT = Pattern.compile("(?:^|[/\\\\])\\.{1,2}(?:$|[/\\\\;])");

    /** Whatever takes part in a dot segment is one of these when it is encoded. */
    private static final Pattern ENCODED = Pattern.compile("%(25|2[EeFf]|3[Bb]|5[Cc])");

    private DotSegments() {}

    /**
     * @param text a path or a part of one, decoded or not
     */
    public static boolean in(String text) {
        String decoded = text;
        while (true) {
            if (SEGMENT.matcher(decoded).find()) {
                return true;
            }
            String further = ENCODED.matcher(decoded)
                    .replaceAll(match -> switch (match.group(1).toUpperCase(Locale.ROOT)) {
                        case "25" -> "%";
                        case "2E" -> ".";
                        case "2F" -> "/";
                        case "3B" -> ";";
                        default -> "\\\\";
                    });
            if (further.equals(decoded)) {
                return false;
            }
            decoded = further;
        }
    }
}
