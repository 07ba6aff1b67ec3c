package io.facegate.service.quality;

import io.facegate.vision.quality.FaceQuality;
import io.facegate.vision.quality.QualityDefect;
import io.facegate.vision.quality.QualityGate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a face is judged by for one purpose.
 *
 * @param gate null where every face will do
 */
public record QualityCheck(@Nullable QualityGate gate) {
    /** Every face will do. */
    public static final QualityCheck NONE = new QualityCheck(null);

    /** Why the face is not good enough; empty if it is. */
    public List<QualityDefect> defects(FaceQuality quality) {
        return gate == null ? List.of() : gate.defects(quality);
    }
}
