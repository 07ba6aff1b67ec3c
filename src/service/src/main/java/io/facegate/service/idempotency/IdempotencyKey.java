package io.facegate.service.idempotency;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a request for whoever repeats it (draft-ietf-httpapi-idempotency-key-header). */
@Schema(
        type = SchemaType.STRING,
        description =
                "Names this request: repeated with the same key within a day, it is answered as the first time (then"
                        + " with Idempotency-Replayed: true) and nothing is computed again",
        examples = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    /** The header of an answer that was worked out for an earlier request of the same key. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** A structured field's string (RFC 8941), or the same without quotes, as many clients send it. */
    private static final Pattern FIELD = Pattern.compile(
            "\"(?<quoted>(?:[ !#-\\[\\]-~]|\\\\[\"\\\\]){1,255})\"|(?<bare>[A-Za-z0-9._~:/+=-]{1,255})");

    /**
     * @param field the header's value
     * @throws IllegalArgumentException if it is none
     */
    public static IdempotencyKey of(String field) {
        Matcher matcher = FIELD.matcher(field.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A key must be 1 to 255 characters of ASCII between quotes");
        }
        String quoted = matcher.group("quoted");
        return new IdempotencyKey(quoted == null ? matcher.group("bare") : quoted.replaceAll("\\\\(.)", "$1"));
    }
}
