package io.facegate.vision.model;

import java.util.List;

/**
 * How often strangers of one population were taken for each other, in pictures that are in no centre of the
 * {@link Normalisation}.
 *
 * <p>Pairs without labels may show the same person. Those that this model and the one that taught it (or another judge)
 * both find the same are set aside: they count as no false match, and {@link Rate#ifSetAsideWereStrangers} tells what it
 * would be if all of them were one.
 *
 * @param name for people
 * @param kind whose faces they are
 * @param pictures with a face
 * @param pairs of different people, those set aside not among them
 * @param setAside pairs that may well show the same person
 * @param rates at the operating points of the grown, and for children at their own as well
 */
public record PopulationRates(
        String name, PopulationKind kind, long pictures, long pairs, long setAside, List<Rate> rates) {

    /**
     * At one threshold.
     *
     * @param thresholds whose operating point it is
     * @param claimed the false match rate that this point states
     * @param falseMatches pairs at or above the threshold
     * @param measured their share of the pairs
     * @param atMost upper end of the exact 95% interval (Clopper and Pearson 1934), as if pairs were independent; those that
     *     share a picture are not, so the truth may lie a little above
     * @param ifSetAsideWereStrangers the measured rate if each pair set aside that matches were a false match
     */
    public record Rate(
            PopulationKind thresholds,
            double claimed,
            long falseMatches,
            double measured,
            double atMost,
            double ifSetAsideWereStrangers) {}

    public PopulationRates {
        rates = List.copyOf(rates);
    }
}
