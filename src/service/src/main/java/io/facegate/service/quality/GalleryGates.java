package io.facegate.service.quality;

import org.jspecify.annotations.Nullable;

/**
 * Where a gallery refuses bad pictures. What is null is as the operator has it.
 */
public record GalleryGates(
        @Nullable Boolean enrolment,
        @Nullable Boolean verification,
        @Nullable Boolean identification) {
    /** All as the operator has it. */
    public static final GalleryGates UNSET = new GalleryGates(null, null, null);

    /** Whether the gallery itself refuses what isn't good enough, whatever the operator has. */
    public boolean insistAt(Purpose purpose) {
        return Boolean.TRUE.equals(at(purpose));
    }

    @Nullable
    Boolean at(Purpose purpose) {
        return switch (purpose) {
            case ENROLMENT -> enrolment;
            case VERIFICATION -> verification;
            case IDENTIFICATION -> identification;
            case COMPARISON -> null; // is in no gallery
        };
    }
}
