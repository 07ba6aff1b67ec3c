package io.facegate.training.evaluation;

import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.landmark.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A detector against what is expected of it.
 *
 * <p>A face is found if a box covers it with an intersection over union of at least {@value #FOUND}; each box finds one
 * face at most. A false detection is a box that finds no face and covers none by {@value #NEAR} or more, unless a nose
 * that people marked is in it; and a second box for a face that is found already. So a box that is merely too large
 * is a face that is not found, but no false detection.
 *
 * @param pictures how many
 * @param expected faces
 * @param found of these
 * @param falseDetections see above
 * @param meanOverlap intersection over union of the faces that are found
 * @param landmarkError mean distance of their landmarks from the expected ones, in distances between the eyes
 * @param shift median by which all landmarks lie to the right of the expected ones and below, in pixels: what two
 *     detectors differ by that count pixels from different places
 * @param landmarkScatter landmarkError, if they all lay as much more to the left and higher
 * @param median time for a picture, without decoding it
 */
public record DetectorReport(
        int pictures,
        int expected,
        int found,
        int falseDetections,
        double meanOverlap,
        double landmarkError,
        Point shift,
        double landmarkScatter,
        Duration median) {

    public static final float FOUND = 0.6f;
    private static final float NEAR = 0.3f;

    /**
     * A picture's faces.
     *
     * @param found by the detector
     * @param time that it took
     */
    public record Detection(GoldenFaces expected, List<DetectedFace> found, Duration time) {
        public Detection {
            found = List.copyOf(found);
        }

        /** Expected faces that are not found, and false detections, in words; empty if there are none. */
        public List<String> mistakes() {
            Matching matching = Matching.of(this);
            List<String> mistakes = new ArrayList<>();
            matching.missed.forEach(face -> mistakes.add("missed " + describe(face)));
            matching.invented.forEach(face -> mistakes.add("false " + describe(face)));
            return mistakes;
        }

        private static String describe(DetectedFace face) {
            FaceBox box = face.box();
            return String.format(
                    Locale.ROOT,
                    "%.0fx%.0f at %.0f, %.0f, score %.3f",
                    box.width(),
                    box.height(),
                    box.left(),
                    box.top(),
                    face.score());
        }
    }

    private record Match(DetectedFace expected, DetectedFace found) {}

    /** Which box finds which face; the surest boxes choose first. */
    private record Matching(List<Match> matches, List<DetectedFace> missed, List<DetectedFace> invented) {
        static Matching of(Detection detection) {
            List<DetectedFace> open = new ArrayList<>(detection.expected().faces());
            List<Match> matches = new ArrayList<>();
            List<DetectedFace> unmatched = new ArrayList<>();
            detection.found().stream()
                    .sorted(Comparator.comparingDouble(DetectedFace::score).reversed())
                    .forEach(face -> {
                        Optional<DetectedFace> nearest = open.stream()
                                .max(Comparator.comparingDouble(
                                        other -> other.box().overlap(face.box())))
                                .filter(other -> other.box().overlap(face.box()) >= FOUND);
                        nearest.ifPresentOrElse(
                                other -> {
                                    open.remove(other);
                                    matches.add(new Match(other, face));
                                },
                                () -> unmatched.add(face));
                    });
            List<DetectedFace> invented = unmatched.stream()
                    .filter(face -> matches.stream()
                                    .anyMatch(match -> match.expected().box().overlap(face.box()) >= FOUND)
                            || detection.expected().faces().stream()
                                            .noneMatch(known -> known.box().overlap(face.box()) >= NEAR)
                                    && detection.expected().noses().stream()
                                            .noneMatch(nose -> contains(face.box(), nose)))
                    .toList();
            return new Matching(matches, open, invented);
        }
    }

    public static DetectorReport of(List<Detection> detections) {
        List<Matching> matchings = detections.stream().map(Matching::of).toList();
        List<Match> matches = matchings.stream()
                .flatMap(matching -> matching.matches.stream())
                .toList();
        Point shift = new Point(median(differences(matches, Point::x)), median(differences(matches, Point::y)));
        long[] times = detections.stream()
                .mapToLong(detection -> detection.time().toNanos())
                .sorted()
                .toArray();
        return new DetectorReport(
                detections.size(),
                detections.stream()
                        .mapToInt(detection -> detection.expected().faces().size())
                        .sum(),
                matches.size(),
                matchings.stream()
                        .mapToInt(matching -> matching.invented.size())
                        .sum(),
                matches.stream()
                        .mapToDouble(match ->
                                match.found().box().overlap(match.expected().box()))
                        .average()
                        .orElse(0),
                landmarkError(matches, new Point(0, 0)),
                shift,
                landmarkError(matches, shift),
                times.length == 0 ? Duration.ZERO : Duration.ofNanos(times[times.length / 2]));
    }

    private static DoubleStream differences(List<Match> matches, ToDoubleFunction<Point> coordinate) {
        return matches.stream().flatMapToDouble(match -> {
            List<Point> found = match.found().landmarks().points();
            List<Point> expected = match.expected().landmarks().points();
            return IntStream.range(0, found.size())
                    .mapToDouble(
                            i -> coordinate.applyAsDouble(found.get(i)) - coordinate.applyAsDouble(expected.get(i)));
        });
    }

    private static float median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : (float) sorted[sorted.length / 2];
    }

    private static double landmarkError(List<Match> matches, Point shift) {
        return matches.stream()
                .mapToDouble(match -> landmarkError(match, shift))
                .average()
                .orElse(0);
    }

    private static double landmarkError(Match match, Point shift) {
        List<Point> found = match.found().landmarks().points();
        List<Point> expected = match.expected().landmarks().points();
        double betweenEyes = distance(
                match.expected().landmarks().leftEye(),
                match.expected().landmarks().rightEye());
        return IntStream.range(0, found.size())
                        .mapToDouble(i -> Math.hypot(
                                found.get(i).x() - shift.x() - expected.get(i).x(),
                                found.get(i).y() - shift.y() - expected.get(i).y()))
                        .average()
                        .orElseThrow()
                / betweenEyes;
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    private static boolean contains(FaceBox box, Point point) {
        return box.left() <= point.x() && point.x() < box.right() && box.top() <= point.y() && point.y() < box.bottom();
    }

    /** Found of the expected faces, 0..1; 1 if none are expected. */
    public double recall() {
        return expected == 0 ? 1 : (double) found / expected;
    }

    public String toText() {
        return String.format(
                Locale.ROOT,
                "%-16s %d%n%-16s %d of %d faces (%.4f) at an IoU of %.1f%n%-16s %d%n%-16s %.4f%n"
                        + "%-16s %.4f of the distance between the eyes%n"
                        + "%-16s %.2f to the right, %.2f down, in pixels; without it the error is %.4f%n%-16s %.1f ms%n",
                "pictures",
                pictures,
                "found",
                found,
                expected,
                recall(),
                FOUND,
                "false",
                falseDetections,
                "mean IoU",
                meanOverlap,
                "landmark error",
                landmarkError,
                "landmark shift",
                shift.x(),
                shift.y(),
                landmarkScatter,
                "median time",
                median.toNanos() / 1e6);
    }
}
