package io.facegate.service.paging;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins. Clients pass it on as they got it: it stays right while rows come and go, as it names the
 * last row they saw and not a number of rows.
 */
@Schema(type = SchemaType.STRING, description = "The `next` of the page before, as it is; the first page without it")
public record Cursor(long after) {
    /** Before the first row. */
    public static final Cursor START = new Cursor(0);

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /**
     * @param asked null for the first page
     */
    public static Cursor orStart(@Nullable Cursor asked) {
        return asked == null ? START : asked;
    }

    /**
     * @throws IllegalArgumentException if this is not a cursor's text
     */
    public static Cursor parse(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notACursor(text), e);
        }
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException(notACursor(text));
        }
        return new Cursor(ByteBuffer.wrap(bytes).getLong());
    }

    private static String notACursor(String text) {
        return "Cursor (%s) is none of ours.%nMaybe pass on the 'next' of the page before, as it is.".formatted(text);
    }

    public String text() {
        return ENCODER.encodeToString(
                ByteBuffer.allocate(Long.BYTES).putLong(after).array());
    }
}
