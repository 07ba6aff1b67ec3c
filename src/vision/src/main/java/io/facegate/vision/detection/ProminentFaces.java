package io.facegate.vision.detection;

import io.facegate.vision.image.Picture;
import io.facegate.vision.image.ReducedPicture;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks coarsely first: for large faces, in the reduced picture, which costs little however large the picture is. Only as long
 * as a face that was too small for that could be more prominent than the one that was found, it looks finer, down to
 * everything, and only where such a face would have to be: a face's prominence is at most the square of its side, and the
 * less the farther it is from the centre.
 *
 * <p>Where that doesn't settle it (faces that are alike, a face that the detector isn't sure of, one that only the look into a
 * part of the picture shows), all of the picture is looked at. So the chosen face is that of all faces, and the answer has some of the others.
 */
public final class ProminentFaces {
    /**
     * Sides that the smallest face looked for at first has in the picture's shorter side: one that is photographed on purpose
     * is larger.
     */
    private static final float COARSEST = 7;

    /** Pixels that the smallest face looked for has in a reduced picture, at least: more than networks take. */
    private static final float FINE_ENOUGH = 75;

    /** So much of the smaller of two boxes in the other, and they are about one face, as for the detector. */
    private static final float SAME_FACE = 0.7f;

    /** Whether a face is found that the detector is less sure of depends on how it is looked at. */
    private static final float SURE = 0.9f;

    private final FaceDetector detector;

    /** The detector stays the caller's. */
    public ProminentFaces(FaceDetector detector) {
        this.detector = detector;
    }

    /** By how much the picture is reduced for the first look; 1 if all of it is needed. */
    public int firstFactor(Picture picture, FaceChoice choice) {
        Sizes sizes = sizes(picture);
        return sizes.factor(sizes.first(picture, choice));
    }

    /**
     * Some faces of the picture, the highest score first; if there are any, the chosen one of all is among them.
     *
     * @throws IllegalStateException if the picture is closed
     */
    public List<DetectedFace> of(Picture picture, FaceChoice choice) {
        Sizes sizes = sizes(picture);
        FaceBox where = new FaceBox(0, 0, picture.width(), picture.height());
        List<DetectedFace> seen = List.of();
        int level = sizes.first(picture, choice);
        while (level > 0 || !seen.isEmpty()) {
            List<DetectedFace> known = seen;
            seen = joined(known, look(picture, where, sizes, level));
            if (seen.isEmpty()) {
                level--;
                continue;
            }
            DetectedFace best =
                    choice.from(seen, picture.width(), picture.height()).get(0);
            double prominence = choice.prominence(best.box(), picture.width(), picture.height());
            double unseen = sizes.seenFrom(level);
            boolean last = level == 0 || prominence >= unseen * unseen;
            if (best.score() < SURE
                    || (!known.isEmpty() && !known.contains(best))
                    || (last && tied(seen, best, picture, choice))) {
                break;
            }
            if (last) {
                return seen;
            }
            where = choice.whereBeaten(prominence, unseen, picture.width(), picture.height());
            level = sizes.coarsestBelow(level, prominence);
        }
        return detector.detect(picture.pixels());
    }

    /** Whether another face is so near to the best that it depends on how one looks which of them it is. */
    private static boolean tied(List<DetectedFace> faces, DetectedFace best, Picture picture, FaceChoice choice) {
        int width = picture.width();
        int height = picture.height();
        double near = choice.prominence(best.box(), width, height) - choice.unrest(best.box(), width, height);
        return faces.stream()
                .anyMatch(face -> !face.equals(best) && choice.prominence(face.box(), width, height) >= near);
    }

    private List<DetectedFace> look(Picture picture, FaceBox where, Sizes sizes, int level) {
        ReducedPicture reduced = picture.reduced(sizes.factor(level));
        try (ReducedPicture.Part part =
                reduced.part((int) where.left(), (int) where.top(), (int) where.right(), (int) where.bottom())) {
            ReducedPicture pixels = part.pixels();
            double smallest = level == 0 ? 0 : sizes.seenFrom(level) / pixels.factor();
            List<DetectedFace> faces = detector.detect(pixels.image(), sizes.of(level) / pixels.factor()).stream()
                    .filter(face -> Math.sqrt(face.box().area()) >= smallest)
                    .toList();
            return detector.confirmed(pixels.image(), faces).stream()
                    .map(face -> inPicture(face, pixels))
                    .toList();
        }
    }

    /** Of a face that was seen before, a finer look may see a part. */
    private static List<DetectedFace> joined(List<DetectedFace> seen, List<DetectedFace> found) {
        return Stream.concat(seen.stream(), found.stream().filter(face -> seen.stream()
                        .noneMatch(known -> known.box().nesting(face.box()) > SAME_FACE)))
                .sorted(Comparator.comparingDouble(DetectedFace::score).reversed())
                .toList();
    }

    private Sizes sizes(Picture picture) {
        return new Sizes(detector.minimumFace(picture.width(), picture.height()), detector.coarsening());
    }

    /**
     * How small a face is looked for on each level: on level 0 for all, and on each further one from about twice the size on.
     *
     * @param smallest in pixels of the picture
     * @param coarsening from a level to the next, above 1
     */
    private record Sizes(float smallest, float coarsening) {
        float of(int level) {
            return smallest * (float) Math.pow(coarsening, level);
        }

        /**
         * From this side on a face is found as it would be by a finer look. Smaller ones are found as well, but less well, or not.
         */
        double seenFrom(int level) {
            return of(level) * Math.sqrt(coarsening);
        }

        /** 0 if every face matters, or the picture is so small that it would not be reduced: a second look would cost more. */
        int first(Picture picture, FaceChoice choice) {
            int level = 0;
            while (choice.isOfTheMostProminent()
                    && of(level + 1) * COARSEST <= Math.min(picture.width(), picture.height())) {
                level++;
            }
            return factor(level) > 1 ? level : 0;
        }

        /** The coarsest that misses nothing that is more prominent, or 0. */
        int coarsestBelow(int level, double prominence) {
            int next = level - 1;
            while (next > 0 && seenFrom(next) * seenFrom(next) > prominence) {
                next--;
            }
            return next;
        }

        int factor(int level) {
            int factor = 1;
            while (level > 0 && factor < Picture.LARGEST_FACTOR && of(level) >= 2 * factor * FINE_ENOUGH) {
                factor *= 2;
            }
            return factor;
        }
    }

    private static DetectedFace inPicture(DetectedFace face, ReducedPicture reduced) {
        FaceBox box = face.box();
        Point leftTop = reduced.toPicture(new Point(box.left(), box.top()));
        Point rightBottom = reduced.toPicture(new Point(box.right(), box.bottom()));
        return new DetectedFace(
                new FaceBox(leftTop.x(), leftTop.y(), rightBottom.x(), rightBottom.y()),
                Landmarks.of(face.landmarks().points().stream()
                        .map(reduced::toPicture)
                        .toList()),
                face.score(),
                face.look());
    }
}
