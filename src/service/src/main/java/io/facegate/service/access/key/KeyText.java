package io.facegate.service.access.key;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its bearer has it: {@code fg_<id>_<secret>}, so that secret scanners and people recognise one. The secret is 256
 * random bits as 43 digits of base 62; it is known to its bearer alone.
 *
 * @param id 12 of a-z and 0-9, which are no secret
 */
public record KeyText(String id, String secret) {
    public static final String PREFIX = "fg_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "(?<id>[a-z0-9]{12})_(?<secret>[0-9A-Za-z]{43})");
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int ID_BASE = 36;
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int SECRET_BITS = 256;

    static KeyText random(SecureRandom random) {
        return new KeyText(
                random.ints(ID_LENGTH, 0, ID_BASE)
                        .mapToObj(digit -> DIGITS.substring(digit, digit + 1))
                        .reduce("", String::concat),
                base62(new BigInteger(SECRET_BITS, random)));
    }

    private static String base62(BigInteger number) {
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        StringBuilder digits = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < SECRET_LENGTH; i++) {
            digits.append(DIGITS.charAt(rest.mod(base).intValue()));
            rest = rest.divide(base);
        }
        return digits.toString();
    }

    /** Empty if it can't be a key of this service. */
    public static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new KeyText(matcher.group("id"), matcher.group("secret")))
                : Optional.empty();
    }

    /** All of it, for its bearer. */
    public String text() {
        return PREFIX + id + '_' + secret;
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return PREFIX + id + "_...";
    }
}
