package io.facegate.service.web.http;

import io.facegate.gallery.DotSegments;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The target of a request as it came (RFC 9112, 3.2), before anything decodes or shortens it.
 *
 * @param path starts with a slash
 * @param query without its question mark; empty if there is none
 */
record RequestTarget(String path, String query) {
    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*");
    /** What may stand for itself: of ASCII all that is seen but a backslash, which some take for a slash, and a fragment. */
    private static final Pattern UNENCODED = Pattern.compile("[!-~&&[^\\\\#]]*");

    private static final Pattern EMPTY_SEGMENT = Pattern.compile("[^/]//");
    private static final int PERCENT_ENCODED = 3;

    static RequestTarget of(String uri) {
        String origin = ABSOLUTE.matcher(uri).replaceFirst("");
        int mark = origin.indexOf('?');
        return mark < 0
                ? new RequestTarget(origin, "")
                : new RequestTarget(origin.substring(0, mark), origin.substring(mark + 1));
    }

    /** Why it can't be served; empty if it can. */
    Optional<String> fault() {
        if (!UNENCODED.matcher(path).matches() || !UNENCODED.matcher(query).matches()) {
            return Optional.of("The address has characters that must be percent-encoded (UTF-8).");
        }
        Optional<String> decodedPath = decoded(path);
        Optional<String> decodedQuery = decoded(query);
        if (decodedPath.isEmpty() || decodedQuery.isEmpty()) {
            return Optional.of("The address is not percent-encoded UTF-8.");
        }
        if (hasControls(decodedPath.get()) || hasControls(decodedQuery.get())) {
            return Optional.of("The address has control characters.");
        }
        if (DotSegments.in(path)) {
            return Optional.of("The path has a segment '.' or '..', encoded or not.");
        }
        if (EMPTY_SEGMENT.matcher(path).find()) {
            return Optional.of("The path has an empty segment.");
        }
        return Optional.empty();
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    /** Empty if it isn't percent-encoded UTF-8. */
    private static Optional<String> decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.put((byte) text.charAt(i));
                continue;
            }
            int high = i + 1 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high * 16 + low));
            i += PERCENT_ENCODED - 1;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
