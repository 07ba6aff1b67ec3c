package io.facegate.vision.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds at stated false match rates (FMR, ISO/IEC 19795-1), measured on impostor pairs. They are on the score that
 * {@link Normalisation} makes of a similarity; where there is none, score and cosine similarity are the same.
 *
 * <p>A rate is only stated where at least {@link #LEAST_SUPPORTING_PAIRS} impostor pairs support it. The others are kept
 * with what was found, so that whoever asks can be told why there is no threshold. An operating point with fewer, as older
 * files have them, becomes one of those when it is read.
 *
 * @param data what the genuine pairs were drawn from, and the impostor pairs if there are no populations
 * @param impostorPairs how many pairs of different people, of all populations of grown people
 * @param genuinePairs how many pairs of the same person
 * @param operatingPoints one for each false match rate that is supported
 * @param notCalibratedAt the rates that are not
 * @param policy whose thresholds were taken: {@link #WORST}, or the name of a population; null of one population
 * @param normalisation how a score is made of a similarity; null if it is the similarity
 * @param populations what the thresholds do in each; empty of one population
 * @param children thresholds for children, which may be chosen instead; null if none were measured
 */
public record Calibration(
        String data,
        long impostorPairs,
        long genuinePairs,
        List<OperatingPoint> operatingPoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Unsupported> notCalibratedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String policy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Normalisation normalisation,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PopulationRates> populations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OperatingPoints children) {

    /**
     * Impostor pairs at or above a threshold that its rate needs. A count of 10 has a 95% confidence interval from 4.8 to
     * 18.4 (Poisson), so that the true rate is less than twice the stated one; of 7 pairs that can't be said any more,
     * and pairs that share people tell less than independent ones. (The "rule of 30", Doddington et al. 2000, is for 30%
     * either way.)
     */
    public static final int LEAST_SUPPORTING_PAIRS = 10;

    /** The policy by which a threshold holds in every population of grown people that is large enough for its rate. */
    public static final String WORST = "worst";

    /**
     * @param falseMatchRate share of impostor pairs at or above the threshold
     * @param threshold score
     * @param falseNonMatchRate share of genuine pairs below the threshold
     * @param supportingPairs impostor pairs that were at or above it, in the population that decided
     * @param population that decided: the threshold is the lowest that holds in it; null of one population
     */
    public record OperatingPoint(
            double falseMatchRate,
            float threshold,
            double falseNonMatchRate,
            long supportingPairs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String population) {
        /** Of one population. */
        public OperatingPoint(double falseMatchRate, float threshold, double falseNonMatchRate, long supportingPairs) {
            this(falseMatchRate, threshold, falseNonMatchRate, supportingPairs, null);
        }
    }

    /**
     * A rate without a threshold.
     *
     * @param falseMatchRate that was asked for
     * @param supportingPairs impostor pairs that were found at or above the threshold it would have
     * @param falseNonMatchRate share of the genuine pairs that this threshold would refuse, if that is why it is not offered;
     *     null if there are too few supporting pairs
     */
    public record Unsupported(
            double falseMatchRate,
            long supportingPairs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double falseNonMatchRate) {
        /** For want of supporting pairs. */
        public Unsupported(double falseMatchRate, long supportingPairs) {
            this(falseMatchRate, supportingPairs, null);
        }
    }

    public Calibration {
        OperatingPoints grown = new OperatingPoints(impostorPairs, operatingPoints, notCalibratedAt);
        operatingPoints = grown.operatingPoints();
        notCalibratedAt = grown.notCalibratedAt();
        populations = List.copyOf(Objects.requireNonNullElse(populations, List.of())); // older JSON has none
    }

    /** Of one population, with operating points of which some may lack support. */
    public Calibration(String data, long impostorPairs, long genuinePairs, List<OperatingPoint> operatingPoints) {
        this(data, impostorPairs, genuinePairs, operatingPoints, List.of(), null, null, List.of(), null);
    }

    /** The thresholds for such people; empty if none were measured for them. */
    public Optional<OperatingPoints> thresholds(PopulationKind kind) {
        return switch (kind) {
            case GROWN -> Optional.of(grown());
            case CHILDREN -> Optional.ofNullable(children);
        };
    }

    private OperatingPoints grown() {
        return new OperatingPoints(impostorPairs, operatingPoints, notCalibratedAt);
    }

    /**
     * For grown people.
     *
     * @throws IllegalArgumentException if this rate was not calibrated
     */
    public OperatingPoint at(double falseMatchRate) {
        return grown().at(falseMatchRate);
    }

    /**
     * Why there is no threshold for grown people at this rate, as a part of a sentence about the embedder; empty if there is
     * one.
     */
    public Optional<String> whyNotAt(double falseMatchRate) {
        return grown().whyNotAt(falseMatchRate);
    }

    /**
     * For grown people, see {@link OperatingPoints#thresholdAt}.
     *
     * @throws IllegalArgumentException if the rate is above every measured one, or fewer than two were measured
     */
    public float thresholdAt(double falseMatchRate) {
        return grown().thresholdAt(falseMatchRate);
    }
}
