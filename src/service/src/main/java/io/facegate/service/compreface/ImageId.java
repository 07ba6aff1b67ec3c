package io.facegate.service.compreface;

import io.facegate.service.template.TemplateId;
import java.util.Optional;
import java.util.UUID;

/**
 * The number of a template as the UUID that CompreFace's clients know an example by: of version 8 (RFC 9562, 5.8), so that it
 * is no other server's, and the same forever.
 */
final class ImageId {
    private static final long FACEGATE = 0xface6a7e_0000_8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int LENGTH = 36;

    private ImageId() {}

    static String of(TemplateId template) {
        return new UUID(FACEGATE, VARIANT | template.value()).toString();
    }

    /** Empty if it is no example of this service. */
    static Optional<TemplateId> parse(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return text.length() == LENGTH
                            && uuid.getMostSignificantBits() == FACEGATE
                            && uuid.getLeastSignificantBits() < 0
                    ? Optional.of(new TemplateId(uuid.getLeastSignificantBits() & ~VARIANT))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
