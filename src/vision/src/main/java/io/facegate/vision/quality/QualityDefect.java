package io.facegate.vision.quality;

import java.util.Locale;

/** Why a face is not good enough, with the quality component of ISO/IEC 29794-5 that it belongs to. */
public enum QualityDefect {
    /** Inter-eye distance. */
    FACE_TOO_SMALL("the face is too small"),
    /** Sharpness. */
    TOO_BLURRED("the face is too blurred"),
    /** Noise, which the standard has no component for. */
    TOO_NOISY("the picture is too noisy"),
    /** Dynamic range: a picture of few grey levels, such as a two-level one. */
    TOO_FEW_GREY_LEVELS("the picture has too few shades of grey"),
    /** No compression artefacts. */
    PIXELATED("the picture is pixelated or too strongly compressed"),
    /** Under-exposure prevention. */
    TOO_DARK("the face is too dark"),
    /** Over-exposure prevention. */
    TOO_BRIGHT("the face is too bright"),
    /** Dynamic range. */
    LOW_CONTRAST("the face has too little contrast"),
    /** Head pose angle. */
    WRONG_POSE("the face is turned away or upside down"),
    /** Mouth occlusion prevention. */
    MOUTH_COVERED("the mouth seems to be covered"),
    /** Eye visibility. */
    EYES_COVERED("the eyes seem to be covered");

    private final String words;

    QualityDefect(String words) {
        this.words = words;
    }

    /** The stable, machine-readable name, such as {@code too_blurred}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, in the middle of a sentence. */
    public String words() {
        return words;
    }
}
