package io.facegate.vision.quality;

import io.facegate.vision.model.ModelException;
import java.util.Locale;

/** What can be so wrong with a picture that people in it resemble each other. */
public enum PictureFault {
    /** Noise of the sensor, grain. */
    NOISE(QualityDefect.TOO_NOISY),
    /** Out of focus, or moved. */
    BLUR(QualityDefect.TOO_BLURRED),
    /** Few grey levels, neighbouring pixels making up for them: a fax, an old screen. */
    DITHER(QualityDefect.TOO_FEW_GREY_LEVELS),
    /** Few grey levels with edges between them: a photocopy. */
    POSTERISATION(QualityDefect.TOO_FEW_GREY_LEVELS),
    /** Too little light. */
    DARKNESS(QualityDefect.TOO_DARK),
    /** Few pixels, enlarged smoothly. */
    SMALLNESS(QualityDefect.TOO_BLURRED),
    /** Few pixels, enlarged as squares. */
    PIXELATION(QualityDefect.PIXELATED),
    /** Squares of a strong JPEG compression. */
    COMPRESSION(QualityDefect.PIXELATED),
    /** A mask, a scarf, a hand. */
    COVERED_MOUTH(QualityDefect.MOUTH_COVERED),
    /** Dark glasses, a bar. */
    COVERED_EYES(QualityDefect.EYES_COVERED);

    private final QualityDefect defect;

    PictureFault(QualityDefect defect) {
        this.defect = defect;
    }

    /** As which people are told of it. */
    public QualityDefect defect() {
        return defect;
    }

    /** The stable, machine-readable name, such as {@code covered_mouth}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws ModelException if there is none of this name
     */
    public static PictureFault ofCode(String code) {
        for (PictureFault fault : values()) {
            if (fault.code().equals(code)) {
                return fault;
            }
        }
        throw new ModelException(
                "No fault of pictures is called '%s'.%nMaybe the model was calibrated by a newer version."
                        .formatted(code));
    }
}
