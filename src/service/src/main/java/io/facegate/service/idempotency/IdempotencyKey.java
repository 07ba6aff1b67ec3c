package io.facegate.service.idempotency;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a request for whoever repeats it (draft-ietf-httpapi-idempotency-key-header). */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    /** A structured field's string (RFC 8941), or the same without quotes, as many clients send it. */
    private static final Pattern FIELD = Pattern.compile(
            "\"(?<quoted>(?:[ !#-\\[\\]-~]|\\\\[\"\\\\]){1,255})\"|(?<bare>[A-Za-z0-9._~:/+=-]{1,255})");

    /**
     * @param field the header's value
     * @return null if it was not given
     * @throws ProblemException if it is none
     */
    public static @Nullable IdempotencyKey header(@Nullable String field) {
        if (field == null) {
            return null;
        }
        Matcher matcher = FIELD.matcher(field.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID,
                    HEADER,
                    "The header %s must be 1 to 255 characters of ASCII between quotes.".formatted(HEADER));
        }
        String quoted = matcher.group("quoted");
        return new IdempotencyKey(quoted == null ? matcher.group("bare") : quoted.replaceAll("\\\\(.)", "$1"));
    }
}
