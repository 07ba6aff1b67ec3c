package io.facegate.service.decision;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import java.util.Optional;

/** The thresholds that an embedder was calibrated with, for one kind of people. */
record CalibratedThresholds(Calibration calibration, PopulationKind population, OperatingPoints points) {
    /** Empty if nothing was measured for these people. */
    static Optional<CalibratedThresholds> of(ModelDescriptor embedder, PopulationKind population) {
        Calibration calibration = embedder.calibration();
        return Optional.ofNullable(calibration).flatMap(measured -> measured.thresholds(population)
                .map(points -> new CalibratedThresholds(measured, population, points)));
    }

    /** Why there is none at this rate, as a part of a sentence about the embedder; empty if there is one. */
    Optional<String> whyNotAt(double rate) {
        return points.whyNotAt(rate).map(why -> population == PopulationKind.GROWN ? why : "for children " + why);
    }

    /**
     * @throws IllegalArgumentException if there is none at this rate
     */
    Threshold at(double rate) {
        Calibration.OperatingPoint point = points.at(rate);
        return new Threshold(
                point.threshold(), point.falseMatchRate(), CalibratedOn.of(calibration, population, points, point));
    }

    /**
     * A threshold at a rate that needn't have been measured, where at least two were.
     *
     * @param near at a higher rate
     * @param rate at most that of {@code near}
     */
    Threshold below(Threshold near, double rate) {
        return points.operatingPoints().size() < 2
                ? near
                : new Threshold(points.thresholdAt(rate), rate, near.calibratedOn(), points.isBelowAllMeasured(rate));
    }
}
