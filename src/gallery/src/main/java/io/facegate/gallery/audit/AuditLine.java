package io.facegate.gallery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit, as a line of JSON.
 *
 * @param position from 1, without gaps
 * @param sealedAt when it got its position, in UTC with microseconds
 * @param hash SHA-256 in hexadecimal digits of the hash before it, {@code sealedAt} and {@code entry}, one after the other
 * @param entry a JSON object, as the database writes it; null if it is missing there
 */
public record AuditLine(
        long position,
        String sealedAt,
        String hash,
        @Nullable String entry) {
    private static final Pattern TEXT = Pattern.compile(
            "\\{\"position\":(\\d{1,18}),\"sealed_at\":\"([0-9T:.Z-]{1,40})\",\"hash\":\"([0-9a-f]{64})\",\"entry\":(null|\\{.*})}");

    /**
     * @throws IllegalArgumentException if the text is none
     */
    public static AuditLine parse(String text) {
        Matcher line = TEXT.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("It is no line of an exported audit");
        }
        String entry = line.group(4);
        return new AuditLine(
                Long.parseLong(line.group(1)), line.group(2), line.group(3), entry.equals("null") ? null : entry);
    }

    /** Without a line feed. */
    public String text() {
        return "{\"position\":%d,\"sealed_at\":\"%s\",\"hash\":\"%s\",\"entry\":%s}"
                .formatted(position, sealedAt, hash, entry);
    }

    /**
     * The hash that it must have.
     *
     * @param before that of the position before
     */
    String expected(String before) {
        try {
            byte[] covered = (before + sealedAt + entry).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(covered));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
