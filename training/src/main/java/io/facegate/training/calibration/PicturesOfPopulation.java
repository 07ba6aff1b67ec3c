package io.facegate.training.calibration;

import io.facegate.vision.model.PopulationKind;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A population before its faces are found.
 *
 * @param labelled whether two people of it are known to be two
 * @param forRates by person, whose false matches are measured
 * @param forCentres of other people, who shape the centres
 */
record PicturesOfPopulation(
        String name,
        PopulationKind kind,
        boolean labelled,
        SortedMap<String, List<Path>> forRates,
        List<Path> forCentres) {}
