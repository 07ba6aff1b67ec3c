package io.facegate.gallery.audit;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A place of the audit and the hash that it has there. One that was written down where nobody who can write the database can
 * write, fixes everything up to it.
 *
 * @param position from 1; 0 is before the first entry
 * @param hash SHA-256 in hexadecimal digits
 */
public record AuditPosition(long position, String hash) {
    /** Before the first entry. */
    public static final AuditPosition GENESIS = new AuditPosition(0, "0".repeat(64));

    private static final Pattern TEXT = Pattern.compile("\\b(\\d{1,18}):([0-9a-f]{64})\\b");

    /** All that a text has, such as a log of the service. */
    public static List<AuditPosition> allIn(String text) {
        return TEXT.matcher(text).results().map(AuditPosition::of).toList();
    }

    private static AuditPosition of(MatchResult found) {
        return new AuditPosition(Long.parseLong(found.group(1)), found.group(2));
    }

    /** As {@link #allIn} reads it. */
    @Override
    public String toString() {
        return "%d:%s".formatted(position, hash);
    }
}
