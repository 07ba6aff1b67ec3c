package io.facegate.training.calibration;

import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.Calibration.Unsupported;
import io.facegate.vision.model.Normalisation;
import io.facegate.vision.model.OperatingPoints;
import io.facegate.vision.model.PopulationKind;
import io.facegate.vision.model.PopulationRates;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the thresholds at stated false match rates from all pairs of each of several populations: those that hold in the worst
 * of them, or in a chosen one. A population decides at a rate if it has pairs enough to support it.
 */
public final class Calibrator {
    /** The rates that every calibration is about: it has a threshold at those that enough pairs support. */
    public static final List<Double> FALSE_MATCH_RATES = List.of(1e-2, 1e-3, 1e-4);

    /** A threshold that refuses more of the genuine pairs is no use to anybody. */
    private static final double MOST_REFUSED = 0.5;

    private final Map<Population, PairCounts> counts = new LinkedHashMap<>();
    private final SimilarityHistogram genuine = new SimilarityHistogram();
    private final String policy;

    /**
     * @param same cosine from which on two people without labels may be the same, if a judge says so too
     * @param policy {@link Calibration#WORST}, or the name of a population
     * @throws IllegalArgumentException if there are no pairs of different people, or none of the same person
     */
    Calibrator(List<Population> populations, ScoreNormalisation scores, double same, String policy) {
        this.policy = policy;
        for (Population population : populations) {
            PairCounts pairs = PairCounts.of(population, scores, same);
            genuine.add(pairs.genuine());
            counts.put(population, pairs);
        }
        if (impostorPairs(PopulationKind.GROWN) == 0 || genuine.total() == 0) {
            throw new IllegalArgumentException(
                    "A calibration needs pairs of different people (%d) and of the same person (%d).%nMaybe give a folder with more identities, and with several pictures of some."
                            .formatted(impostorPairs(PopulationKind.GROWN), genuine.total()));
        }
    }

    /**
     * @param data what the genuine pairs are of, for the record
     * @param normalisation for the record
     */
    Calibration calibrate(String data, @Nullable Normalisation normalisation) {
        OperatingPoints grown = points(PopulationKind.GROWN);
        boolean several = counts.size() > 1;
        OperatingPoints children = impostorPairs(PopulationKind.CHILDREN) == 0 ? null : points(PopulationKind.CHILDREN);
        return new Calibration(
                data,
                grown.impostorPairs(),
                genuine.total(),
                grown.operatingPoints(),
                grown.notCalibratedAt(),
                several ? policy : null,
                normalisation,
                several ? rates(grown, children) : List.of(),
                children);
    }

    private long impostorPairs(PopulationKind kind) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(entry -> entry.getValue().impostor().total())
                .sum();
    }

    private OperatingPoints points(PopulationKind kind) {
        List<OperatingPoint> points = new ArrayList<>();
        List<Unsupported> without = new ArrayList<>();
        for (double rate : FALSE_MATCH_RATES) {
            OperatingPoint strictest = counts.entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind && decides(entry.getKey()))
                    .map(entry -> point(entry.getKey(), entry.getValue(), rate))
                    .max(Comparator.comparing((OperatingPoint point) -> supported(point))
                            .thenComparing(point -> supported(point) ? point.threshold() : point.supportingPairs()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The policy names a population (%s) that there is not.".formatted(policy)));
            if (kind == PopulationKind.CHILDREN
                    && supported(strictest)
                    && strictest.falseNonMatchRate() > MOST_REFUSED) {
                without.add(new Unsupported(rate, strictest.supportingPairs(), strictest.falseNonMatchRate()));
            } else {
                points.add(strictest);
            }
        }
        return new OperatingPoints(impostorPairs(kind), points, without);
    }

    /** A policy is about grown people; among children the worst always decides. */
    private boolean decides(Population population) {
        return policy.equals(Calibration.WORST)
                || population.kind() == PopulationKind.CHILDREN
                || population.name().equals(policy);
    }

    private static boolean supported(OperatingPoint point) {
        return point.supportingPairs() >= Calibration.LEAST_SUPPORTING_PAIRS;
    }

    private OperatingPoint point(Population population, PairCounts pairs, double rate) {
        double threshold = pairs.impostor().thresholdAt(rate);
        long missed = genuine.total() - genuine.countAtLeast(threshold);
        return new OperatingPoint(
                rate,
                (float) threshold,
                (double) missed / genuine.total(),
                pairs.impostor().countAtLeast(threshold),
                counts.size() > 1 ? population.name() : null);
    }

    private List<PopulationRates> rates(OperatingPoints grown, @Nullable OperatingPoints children) {
        List<PopulationRates> all = new ArrayList<>();
        counts.forEach((population, pairs) -> {
            List<PopulationRates.Rate> rates = new ArrayList<>();
            grown.operatingPoints().forEach(point -> rates.add(rate(PopulationKind.GROWN, point, pairs)));
            if (population.kind() == PopulationKind.CHILDREN && children != null) {
                children.operatingPoints().forEach(point -> rates.add(rate(PopulationKind.CHILDREN, point, pairs)));
            }
            all.add(new PopulationRates(
                    population.name(),
                    population.kind(),
                    population.faces().size(),
                    pairs.impostor().total(),
                    pairs.setAside().total(),
                    rates));
        });
        return all;
    }

    private static PopulationRates.Rate rate(PopulationKind thresholds, OperatingPoint point, PairCounts pairs) {
        long matches = pairs.impostor().countAtLeast(point.threshold());
        long total = Math.max(1, pairs.impostor().total());
        long setAside = pairs.setAside().countAtLeast(point.threshold());
        return new PopulationRates.Rate(
                thresholds,
                point.falseMatchRate(),
                matches,
                (double) matches / total,
                UpperBound.of(matches, total),
                (double) (matches + setAside) / (total + pairs.setAside().total()));
    }
}
