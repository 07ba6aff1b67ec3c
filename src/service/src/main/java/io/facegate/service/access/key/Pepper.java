package io.facegate.service.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's secret that keys are hashed with. A copy of the database alone tells nobody whether a key is right, and
 * doesn't let anybody add one.
 *
 * <p>HMAC-SHA-256, and no slow hash: a key has 256 random bits, so there is nothing to guess, and a check costs microseconds.
 */
public final class Pepper {
    public static final int LEAST_LENGTH = 32;
    static final int HASH_LENGTH = 32;

    private static final int FINGERPRINT_LENGTH = 8;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    private Pepper(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** @throws IllegalArgumentException if it has less than {@link #LEAST_LENGTH} characters; the message doesn't have it */
    public static Pepper of(String text) {
        if (text.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException("A pepper has at least %d characters".formatted(LEAST_LENGTH));
        }
        return new Pepper(text.getBytes(UTF_8));
    }

    /** What is kept of a key: 32 bytes. */
    byte[] hash(KeyText key) {
        return hash(key.text().getBytes(UTF_8));
    }

    /** Another one, for another purpose: neither tells anything of the other. No key begins with a {@code :}. */
    Pepper derive(String purpose) {
        return new Pepper(hash((":" + purpose).getBytes(UTF_8)));
    }

    /** Tells it from others, and nothing of it. */
    byte[] fingerprint() {
        return Arrays.copyOf(derive("fingerprint").hash(new byte[0]), FINGERPRINT_LENGTH);
    }

    byte[] hash(byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Takes the same time wherever they differ. */
    boolean fits(KeyText key, byte[] kept) {
        return MessageDigest.isEqual(hash(key), kept);
    }
}
