package io.facegate.service.info;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What this service runs with. */
@Schema(description = "The models that are served, and where the lines between decisions are drawn")
public record InfoResponse(
        Detector detector,

        @Schema(description = "The one that embeds and compares, and that new galleries are bound to")
        Embedder embedder,

        @Schema(description = "With the embedder, unless a gallery has a false match rate of its own")
        Decisions decisions,

        @Schema(description = "Further embedders, for galleries that are of them or move to them")
        List<FurtherEmbedder> also) {

    /** An embedder for some galleries. */
    @Schema(description = "An embedder for galleries that are of it or move to it, with its own thresholds")
    public record FurtherEmbedder(Embedder embedder, Decisions decisions) {}

    /** The model that finds faces. */
    @Schema(description = "The model that finds faces")
    public record Detector(
            @Schema(examples = "mtcnn-3f9a2c17") String id, Licence licence) {}

    /** The model that embeds faces. */
    @Schema(description = "The model that embeds faces")
    public record Embedder(
            @Schema(examples = "face-mbf-8c1d5e20") String id,

            @Schema(description = "How many values an embedding has", examples = "512")
            int dimension,

            Licence licence,

            Calibration calibration) {}

    /** How an embedder's thresholds were measured. */
    @Schema(description = "The false match rates at which the embedder has thresholds, and those at which it has none")
    public record Calibration(
            @JsonProperty("impostor_pairs")
            @Schema(
                    description = "Pairs of different people that were compared; 0 if it was never calibrated",
                    examples = "209128")
            long impostorPairs,

            List<CalibratedRate> calibrated,

            @JsonProperty("not_calibrated")
            @Schema(description = "Rates that too few of the pairs support: `fmr_not_calibrated` is the answer to them")
            List<UnsupportedRate> notCalibrated) {}

    /** A rate with a threshold. */
    @Schema(description = "A false match rate, and the least similarity that keeps it")
    public record CalibratedRate(
            @Schema(examples = "0.0001") double fmr,
            @Schema(examples = "0.38") float threshold,

            @JsonProperty("supporting_pairs")
            @Schema(description = "Pairs of different people at or above the threshold", examples = "20")
            long supportingPairs) {}

    /** A rate without one. */
    @Schema(description = "A false match rate that is not calibrated")
    public record UnsupportedRate(
            @Schema(examples = "0.0001") double fmr,

            @JsonProperty("supporting_pairs")
            @Schema(description = "Pairs that support it, fewer than the ten that are needed", examples = "0")
            long supportingPairs) {}

    /** Terms of use of a model. */
    @Schema(description = "Terms of use")
    public record Licence(
            @Schema(examples = "MIT") String weights,
            @Schema(examples = "unknown") String data) {}

    /** The two lines. */
    @Schema(description = "The least similarity for each decision; below both it is access_denied")
    public record Decisions(
            @JsonProperty("access_granted") Line accessGranted,
            @JsonProperty("email_verification") Line emailVerification) {}

    /** One line. */
    @Schema(description = "The least similarity for a decision")
    public record Line(
            @Schema(examples = "0.38") float threshold,

            @Schema(
                    description = "False match rate at the threshold; null if the threshold was set by configuration",
                    examples = "0.0001",
                    nullable = true)
            @Nullable
            Double fmr) {}
}
