package io.facegate.training.evaluation;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well people are found in a gallery that does not have everyone: open-set identification (ISO/IEC 19795-1; Grother
 * and Ngan 2014). One picture of each person with several is enrolled, their other pictures are looked for, and so are
 * strangers: people with one picture.
 *
 * <p>A picture without a face is refused before anything is looked for. Of an enrolled person it counts as not found;
 * of a stranger it counts as nothing, because it was not the threshold that kept the stranger out.
 *
 * @param enrolled people in the gallery
 * @param notEnrolled people with several pictures, none of which has a face
 * @param searches of enrolled people
 * @param searchesWithoutFace how many pictures of enrolled people have no face; they are not among the searches
 * @param strangers highest similarity of each stranger to anyone enrolled, in falling order
 * @param strangersWithoutFace how many strangers' pictures have no face
 */
public record IdentificationReport(
        int enrolled,
        int notEnrolled,
        List<Search> searches,
        int searchesWithoutFace,
        List<Double> strangers,
        int strangersWithoutFace) {
    /** The rates that are stated where there are strangers enough. */
    static final List<Double> FALSE_POSITIVE_RATES = List.of(0.1, 0.05, 0.02, 0.01, 0.005, 0.002);

    /**
     * The best candidate for a picture of an enrolled person.
     *
     * @param right whether it is the person
     * @param similarity to the candidate
     */
    public record Search(boolean right, double similarity) {}

    /**
     * @param threshold of the similarity to the best candidate
     * @param falsePositiveRate FPIR: strangers that are taken for someone
     * @param detectionRate DIR: enrolled people's pictures whose best candidate is the person, and is accepted
     */
    public record Point(double threshold, double falsePositiveRate, double detectionRate) {}

    public IdentificationReport {
        searches = List.copyOf(searches);
        strangers = List.copyOf(strangers);
    }

    /**
     * @param people every picture's embedding, in the pictures' order; null where there is no face
     * @param normalisation of their embedder
     */
    public static IdentificationReport of(
            SortedMap<String, List<@Nullable Embedding>> people, ScoreNormalisation normalisation) {
        Map<String, PlacedFace> gallery = new TreeMap<>();
        Map<String, List<@Nullable Embedding>> probes = new TreeMap<>();
        List<@Nullable Embedding> strangers = new ArrayList<>();
        int notEnrolled = 0;
        for (Map.Entry<String, List<@Nullable Embedding>> person : people.entrySet()) {
            List<@Nullable Embedding> pictures = new ArrayList<>(person.getValue());
            if (pictures.size() == 1) {
                strangers.addAll(pictures);
                continue;
            }
            Embedding reference = removeFirstFace(pictures);
            if (reference == null) {
                notEnrolled++;
            } else {
                gallery.put(person.getKey(), PlacedFace.of(reference, normalisation));
                probes.put(person.getKey(), pictures);
            }
        }
        if (gallery.isEmpty() || strangers.isEmpty()) {
            throw new IllegalArgumentException(
                    "An open-set identification needs people with several pictures (%d) and people with one (%d)"
                            .formatted(gallery.size(), strangers.size()));
        }
        return search(gallery, notEnrolled, probes, strangers, normalisation);
    }

    private static IdentificationReport search(
            Map<String, PlacedFace> gallery,
            int notEnrolled,
            Map<String, List<@Nullable Embedding>> probes,
            List<@Nullable Embedding> strangers,
            ScoreNormalisation normalisation) {
        List<Search> searches = new ArrayList<>();
        int searchesWithoutFace = 0;
        for (Map.Entry<String, List<@Nullable Embedding>> person : probes.entrySet()) {
            for (Embedding probe : person.getValue()) {
                if (probe == null) {
                    searchesWithoutFace++;
                } else {
                    Candidate best = best(PlacedFace.of(probe, normalisation), gallery);
                    searches.add(new Search(best.identity().equals(person.getKey()), best.similarity()));
                }
            }
        }
        List<Double> highest = new ArrayList<>();
        int strangersWithoutFace = 0;
        for (Embedding stranger : strangers) {
            if (stranger == null) {
                strangersWithoutFace++;
            } else {
                highest.add(
                        best(PlacedFace.of(stranger, normalisation), gallery).similarity());
            }
        }
        highest.sort(Comparator.reverseOrder());
        return new IdentificationReport(
                gallery.size(), notEnrolled, searches, searchesWithoutFace, highest, strangersWithoutFace);
    }

    private static @Nullable Embedding removeFirstFace(List<@Nullable Embedding> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            Embedding embedding = pictures.get(i);
            if (embedding != null) {
                pictures.remove(i);
                return embedding;
            }
        }
        return null;
    }

    private record Candidate(String identity, double similarity) {}

    private static Candidate best(PlacedFace probe, Map<String, PlacedFace> gallery) {
        return gallery.entrySet().stream()
                .map(entry -> new Candidate(entry.getKey(), probe.scoreWith(entry.getValue())))
                .max(Comparator.comparingDouble(Candidate::similarity))
                .orElseThrow();
    }

    /** The share of all pictures of enrolled people, those without a face too, whose best candidate is the person. */
    public double rankOne() {
        return detectionRate(-1);
    }

    /** What a threshold does. */
    public Point at(double threshold) {
        long accepted =
                strangers.stream().filter(similarity -> similarity >= threshold).count();
        return new Point(
                threshold, strangers.isEmpty() ? 0 : (double) accepted / strangers.size(), detectionRate(threshold));
    }

    private double detectionRate(double threshold) {
        long found = searches.stream()
                .filter(search -> search.right() && search.similarity() >= threshold)
                .count();
        return (double) found / Math.max(1, searches.size() + searchesWithoutFace);
    }

    /** DIR over FPIR: for each number of strangers that get in, the lowest threshold that lets no more in. */
    public List<Point> curve() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < strangers.size(); i++) {
            Point point = at(Math.nextUp(strangers.get(i)));
            if (points.isEmpty()
                    || point.falsePositiveRate() > points.get(points.size() - 1).falsePositiveRate()) {
                points.add(point);
            }
        }
        points.add(at(-1));
        return List.copyOf(points);
    }

    /** The points at round rates, the highest first; of those that there are strangers enough for. */
    public SortedMap<Double, Point> statedPoints() {
        List<Point> curve = curve();
        SortedMap<Double, Point> stated = new TreeMap<>(Comparator.reverseOrder());
        for (double rate : FALSE_POSITIVE_RATES) {
            if (rate * strangers.size() >= 1) {
                curve.stream()
                        .filter(candidate -> candidate.falsePositiveRate() <= rate)
                        .reduce((stricter, laxer) -> laxer)
                        .ifPresent(point -> stated.put(rate, point));
            }
        }
        return stated;
    }

    /**
     * For people to read.
     *
     * @param calibration of the embedder: a rate for one comparison, and as the service uses it, for a search of the whole
     *     gallery
     */
    public String toText(@Nullable Calibration calibration) {
        return IdentificationText.of(this, calibration);
    }
}
