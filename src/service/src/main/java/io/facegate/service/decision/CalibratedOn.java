package io.facegate.service.decision;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a threshold was measured on: a rate means nothing without it. */
@Schema(description = "What the threshold was measured on. Among other people the rate may be another")
public record CalibratedOn(
        @Schema(description = "Whose thresholds they are: the gallery's population")
        PopulationKind population,

        @Schema(
                description = "The pictures that decided: of all measured populations the one that needs the highest"
                        + " threshold, unless the embedder was calibrated by another policy",
                examples = "utkface-grown")
        String data,

        @Schema(description = "Pairs of different people in them", examples = "2057000")
        long pairs) {

    /**
     * @param points of the population, which the operating point is one of
     */
    static CalibratedOn of(
            Calibration calibration, PopulationKind population, OperatingPoints points, OperatingPoint point) {
        String decisive = point.population();
        if (decisive == null) {
            return new CalibratedOn(population, calibration.data(), points.impostorPairs());
        }
        long pairs = calibration.populations().stream()
                .filter(rates -> rates.name().equals(decisive))
                .mapToLong(PopulationRates::pairs)
                .findFirst()
                .orElse(points.impostorPairs());
        return new CalibratedOn(population, decisive, pairs);
    }
}
