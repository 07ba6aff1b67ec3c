package io.facegate.service.access.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.facegate.vision.model.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its bearer has it: {@code fg_<id>_<secret>}, so that secret scanners and people recognise one. The secret is 256
 * random bits as 43 digits of base 62; it is known to its bearer alone.
 *
 * <p>Programs that were written for CompreFace have random UUIDs (version 4) for keys. Such a key is a secret as a whole, so
 * its id is made of its hash: whoever knows the id knows nothing of the 122 random bits that would help.
 *
 * @param id 12 of a-z and 0-9, which are no secret
 * @param text all of it, for its bearer
 */
public record KeyText(String id, String text) {
    public static final String PREFIX = "fg_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "(?<id>[a-z0-9]{12})_[0-9A-Za-z]{43}");
    private static final Pattern RANDOM_UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int ID_BASE = 36;
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BASE = 62;
    private static final int SECRET_LENGTH = 43;
    private static final int SECRET_BITS = 256;

    static KeyText random(SecureRandom random) {
        String id = random.ints(ID_LENGTH, 0, ID_BASE)
                .mapToObj(digit -> DIGITS.substring(digit, digit + 1))
                .reduce("", String::concat);
        BigInteger secret = new BigInteger(SECRET_BITS, random);
        return new KeyText(id, PREFIX + id + '_' + digits(secret, SECRET_BASE, SECRET_LENGTH));
    }

    /** As CompreFace makes them. */
    public static KeyText randomUuid() {
        return ofUuid(UUID.randomUUID().toString());
    }

    private static KeyText ofUuid(String uuid) {
        byte[] hash = Sha256.digest().digest(("id of key " + uuid).getBytes(US_ASCII));
        return new KeyText(digits(new BigInteger(1, hash), ID_BASE, ID_LENGTH), uuid);
    }

    private static String digits(BigInteger number, int base, int length) {
        StringBuilder digits = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            digits.append(DIGITS.charAt(rest.mod(BigInteger.valueOf(base)).intValue()));
            rest = rest.divide(BigInteger.valueOf(base));
        }
        return digits.toString();
    }

    /** Empty if it can't be a key of this service. */
    public static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group("id"), text)) : parseUuid(text);
    }

    /** Empty if it is no random UUID: those of CompreFace's demo, say, are known to everybody. */
    public static Optional<KeyText> parseUuid(String text) {
        String uuid = text.toLowerCase(Locale.ROOT);
        return RANDOM_UUID.matcher(uuid).matches() ? Optional.of(ofUuid(uuid)) : Optional.empty();
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return PREFIX + id + "_...";
    }
}
