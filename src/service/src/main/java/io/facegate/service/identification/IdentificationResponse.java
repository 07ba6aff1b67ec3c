package io.facegate.service.identification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.facegate.service.decision.CalibratedOn;
import io.facegate.service.decision.DecisionFields;
import io.facegate.vision.detection.FaceChoice;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who is in a picture: the answer for one face, or for each of them. */
@Schema(oneOf = {IdentificationResponse.OneFace.class, IdentificationResponse.AllFaces.class})
public sealed interface IdentificationResponse {

    /**
     * For one face, whichever.
     *
     * @param threshold least score of a candidate
     * @param fmr false match rate of one comparison at that threshold; null if the operator set it
     * @param fmrExtrapolated whether that rate is below every one that was measured
     * @param calibratedOn what the threshold was measured on; null if the operator set it
     */
    @Schema(description = "Who the face may be")
    record OneFace(
            @JsonUnwrapped Identification identification,
            float threshold,
            @Nullable Double fmr,

            @JsonProperty("fmr_extrapolated") @Schema(description = DecisionFields.FMR_EXTRAPOLATED)
            boolean fmrExtrapolated,

            @JsonProperty("calibrated_on") @Nullable CalibratedOn calibratedOn,
            String model)
            implements IdentificationResponse {}

    /**
     * For {@code faces=all}.
     *
     * @param faces the largest first
     * @param threshold least score of a candidate
     * @param fmr false match rate of one comparison at that threshold; null if the operator set it
     * @param fmrExtrapolated whether that rate is below every one that was measured
     * @param calibratedOn what the threshold was measured on; null if the operator set it
     */
    @Schema(description = "Who each face may be, the largest face first")
    record AllFaces(
            List<Identification> faces,
            float threshold,
            @Nullable Double fmr,

            @JsonProperty("fmr_extrapolated") @Schema(description = DecisionFields.FMR_EXTRAPOLATED)
            boolean fmrExtrapolated,

            @JsonProperty("calibrated_on") @Nullable CalibratedOn calibratedOn,
            String model)
            implements IdentificationResponse {}

    /**
     * @param choice that was asked for, however many faces there are
     */
    static IdentificationResponse of(IdentificationOutcome.Searched searched, FaceChoice choice) {
        List<Identification> faces =
                searched.faces().stream().map(Identification::of).toList();
        float threshold = searched.threshold().score();
        Double fmr = searched.threshold().falseMatchRate();
        boolean extrapolated = searched.threshold().extrapolated();
        CalibratedOn calibratedOn = searched.threshold().calibratedOn();
        String model = searched.model().value();
        return choice == FaceChoice.ALL
                ? new AllFaces(faces, threshold, fmr, extrapolated, calibratedOn, model)
                : new OneFace(faces.get(0), threshold, fmr, extrapolated, calibratedOn, model);
    }
}
