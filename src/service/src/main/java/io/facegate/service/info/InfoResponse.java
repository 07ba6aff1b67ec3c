package io.facegate.service.info;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.service.decision.CalibratedOn;
import io.facegate.vision.model.PopulationKind;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What this service runs with. */
@Schema(description = "The models that are served, and where the lines between decisions are drawn")
public record InfoResponse(
        Detector detector,

        @Schema(description = "Where TensorFlow computes: cpu or gpu", examples = "cpu")
        String device,

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

            @Schema(description = "The library that runs it, and its version", examples = "tensorflow 2.18.0")
            String engine,

            @Schema(
                    description = "What it computes in: float32, or what is quicker here and gives the same embeddings",
                    examples = "bfloat16")
            String precision,

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
            @Schema(description = "Rates that are not offered: `fmr_not_calibrated` is the answer to them")
            List<UnsupportedRate> notCalibrated,

            @Schema(
                    description = "Thresholds for galleries whose population is children; null if none were measured",
                    nullable = true)
            @Nullable
            Children children,

            @Schema(
                    description = "Whose thresholds were taken: worst, those that hold in every population of grown"
                            + " people, or the name of one; null of one population",
                    examples = "worst",
                    nullable = true)
            @Nullable
            String policy,

            @Schema(
                    description = "How many centres a score is made with; 0 if scores are similarities",
                    examples = "64")
            int centres,

            @Schema(description = "What the thresholds do in each population; empty of one population")
            List<Population> populations) {}

    /** Thresholds for children. */
    @Schema(name = "CalibrationForChildren", description = "As for grown people, for children under thirteen")
    public record Children(
            @JsonProperty("impostor_pairs") long impostorPairs,
            List<CalibratedRate> calibrated,
            @JsonProperty("not_calibrated") List<UnsupportedRate> notCalibrated) {}

    /** What was measured in one population. */
    @Schema(name = "MeasuredPopulation", description = "How often strangers of a population were taken for each other")
    public record Population(
            @Schema(examples = "utkface-grown") String name,
            PopulationKind population,
            @Schema(examples = "2029") long pictures,

            @Schema(description = "Pairs of different people", examples = "2057000")
            long pairs,

            @JsonProperty("set_aside")
            @Schema(description = "Pairs that may well show the same person, and count as no false match")
            long setAside,

            List<MeasuredRate> rates) {}

    /** At one threshold. */
    @Schema(description = "What a threshold's stated rate is in this population")
    public record MeasuredRate(
            @Schema(description = "Whose threshold it is") PopulationKind population,
            @Schema(examples = "0.0001") double fmr,

            @JsonProperty("false_matches") long falseMatches,

            @Schema(description = "Their share of the pairs", examples = "0.000048")
            double measured,

            @JsonProperty("at_most") @Schema(description = "Upper end of the exact 95% interval")
            double atMost,

            @JsonProperty("if_set_aside_were_strangers")
            @Schema(description = "What it would be if the pairs set aside were of different people")
            double ifSetAsideWereStrangers) {}

    /** A rate with a threshold. */
    @Schema(description = "A false match rate, and the least score that keeps it")
    public record CalibratedRate(
            @Schema(examples = "0.0001") double fmr,
            @Schema(examples = "0.31") float threshold,

            @Schema(description = "False non-match rate: share of pairs of the same person below it", examples = "0.2")
            double fnmr,

            @JsonProperty("supporting_pairs")
            @Schema(description = "Pairs of different people at or above the threshold", examples = "20")
            long supportingPairs,

            @Schema(
                    description = "The measured population that decided: its threshold is the highest. null of one",
                    nullable = true)
            @Nullable
            String data) {}

    /** A rate without one. */
    @Schema(description = "A false match rate that is not calibrated")
    public record UnsupportedRate(
            @Schema(examples = "0.0001") double fmr,

            @JsonProperty("supporting_pairs")
            @Schema(description = "Pairs that support it; ten are needed", examples = "0")
            long supportingPairs,

            @Schema(
                    description = "Share of the genuine pairs that its threshold would refuse, if that is why it is not"
                            + " offered",
                    nullable = true)
            @Nullable
            Double fnmr) {}

    /** Terms of use of a model. */
    @Schema(description = "Terms of use")
    public record Licence(
            @Schema(examples = "MIT") String weights,
            @Schema(examples = "unknown") String data) {}

    /** The two lines. */
    @Schema(description = "The least score for each decision; below both it is access_denied")
    public record Decisions(
            @JsonProperty("access_granted") Line accessGranted,
            @JsonProperty("email_verification") Line emailVerification) {}

    /** One line. */
    @Schema(description = "The least score for a decision")
    public record Line(
            @Schema(examples = "0.38") float threshold,

            @Schema(
                    description = "False match rate at the threshold; null if the threshold was set by configuration",
                    examples = "0.0001",
                    nullable = true)
            @Nullable
            Double fmr,

            @JsonProperty("calibrated_on") @Schema(nullable = true) @Nullable
            CalibratedOn calibratedOn) {}
}
