package io.facegate.vision.quality;

import java.util.Locale;

/** Why a face is not good enough, with the quality component of ISO/IEC 29794-5 that it belongs to. */
public enum QualityDefect {
    /** Inter-eye distance. */
    FACE_TOO_SMALL,
    /** Sharpness. */
    TOO_BLURRED,
    /** Under-exposure. */
    TOO_DARK,
    /** Over-exposure. */
    TOO_BRIGHT,
    /** Dynamic range. */
    LOW_CONTRAST,
    /** Head pose angle. */
    WRONG_POSE;

    /** The stable, machine-readable name, such as {@code too_blurred}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
