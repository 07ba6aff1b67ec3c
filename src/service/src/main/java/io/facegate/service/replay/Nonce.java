package io.facegate.service.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number used once.
 *
 * @param value 256 random bits, in base64url
 */
@Schema(
        type = SchemaType.STRING,
        description = "Given for this verification by POST /v1/galleries/{gallery}/nonces",
        examples = "q3Jm0bZ0cVw2m4p1oC3oQ1kqk8rQ3b1w5sX9y2u7d6E")
public record Nonce(String value) {
    public static final String HEADER = "Facegate-Nonce";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * @throws IllegalArgumentException that says what it must be
     */
    public Nonce {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be as it was given");
        }
    }

    static Nonce random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new Nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What is kept of it: SHA-256, as nobody can guess 256 bits. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Without what only its bearer may know. */
    @Override
    public String toString() {
        return "Nonce";
    }
}
