package io.facegate.vision.detection;

import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks again, as people do: where nothing is found, at the picture within a border, turned, and brightened; and where a
 * face is found that the detector isn't sure of, whether it is one that lies or stands on its head, which detectors
 * trained on upright faces see as an upright one now and then, with its mouth for eyes.
 *
 * <p>A picture whose faces are all sure costs nothing more.
 */
public final class PatientDetector implements FaceDetector {
    private static final List<Look> TURNS = List.of(Look.TURNED_90, Look.TURNED_180, Look.TURNED_270);

    private static final double BORDER = 0.4;

    /** Below this mean a picture is dark; with this one it isn't. */
    private static final double DARK = 70;

    private static final double BRIGHT = 120;

    /** More unsure faces than these are believed: they are those of a crowd. */
    private static final int MOST_DOUBTED = 3;

    /** An unsure face is looked at among its surroundings, of so many pixels at most. */
    private static final long DOUBTED_PIXELS = 160 * 160;

    private static final double SURROUNDINGS = 0.5;
    private static final float SAME_FACE = 0.3f;

    /** So much surer the detector must be of a turned face than of the one that it saw without. */
    private static final float SURER = 0.02f;

    /** Degrees; beyond, a face lies rather than leans. */
    private static final double LEANING = 50;

    private final FaceDetector detector;
    private final SecondLook settings;

    /** Takes the ownership of the detector. */
    public PatientDetector(FaceDetector detector, SecondLook settings) {
        this.detector = detector;
        this.settings = settings;
    }

    @Override
    public List<DetectedFace> detect(RgbImage image) {
        List<DetectedFace> faces = detector.detect(image);
        return faces.isEmpty() && settings.maximumPixels() > 0 ? lookAgain(image) : confirmed(image, faces);
    }

    @Override
    public List<DetectedFace> detect(RgbImage image, float minimumFace) {
        return detector.detect(image, minimumFace);
    }

    @Override
    public float minimumFace(int width, int height) {
        return detector.minimumFace(width, height);
    }

    @Override
    public float coarsening() {
        return detector.coarsening();
    }

    private List<DetectedFace> lookAgain(RgbImage image) {
        FaceBox whole = new FaceBox(0, 0, image.width(), image.height());
        try (View padded = View.of(image, whole, settings.maximumPixels(), BORDER)) {
            List<DetectedFace> faces = mostCertain(padded, believable(padded));
            return faces.isEmpty() ? brightened(image, whole) : faces;
        }
    }

    /** Without a border, which isn't dark. */
    private List<DetectedFace> brightened(RgbImage image, FaceBox whole) {
        try (View view = View.of(image, whole, settings.maximumPixels(), 0)) {
            double brightness = view.brightness();
            if (brightness >= DARK) {
                return List.of();
            }
            try (View bright = view.brightened(BRIGHT / Math.max(1, brightness))) {
                return believable(bright);
            }
        }
    }

    /** These faces, or if they are not sure, those of a turn that is surer. */
    private List<DetectedFace> mostCertain(View view, List<DetectedFace> faces) {
        if (certainty(faces) >= settings.sureScore()) {
            return faces;
        }
        List<DetectedFace> best = faces;
        for (Look turn : TURNS) {
            try (View turned = view.turned(turn)) {
                List<DetectedFace> others = believable(turned).stream()
                        .filter(PatientDetector::upright)
                        .toList();
                if (certainty(others) > certainty(best) + (best.equals(faces) ? SURER : 0)) {
                    best = others;
                }
            }
        }
        return best;
    }

    /**
     * In a turn, the face stands as the picture was turned for. A face that the detector sees lying in a turn is one that
     * stands in another.
     */
    private static boolean upright(DetectedFace face) {
        Point left = face.landmarks().leftEye();
        Point right = face.landmarks().rightEye();
        double degrees = Math.toDegrees(Math.atan2((double) right.y() - left.y(), (double) right.x() - left.x()));
        return Math.abs(Math.IEEEremainder(degrees + face.look().degrees(), 360)) <= LEANING;
    }

    private List<DetectedFace> believable(View view) {
        return view.faces(detector).stream()
                .filter(face -> face.score() >= settings.minimumScore())
                .toList();
    }

    private static double certainty(List<DetectedFace> faces) {
        return faces.stream().mapToDouble(DetectedFace::score).max().orElse(0);
    }

    @Override
    public List<DetectedFace> confirmed(RgbImage image, List<DetectedFace> faces) {
        return settings.maximumPixels() == 0 ? faces : doubt(image, faces);
    }

    private List<DetectedFace> doubt(RgbImage image, List<DetectedFace> faces) {
        List<DetectedFace> doubted = new ArrayList<>(faces.size());
        int doubts = 0;
        for (DetectedFace face : faces) {
            boolean unsure = face.score() < settings.sureScore() && ++doubts <= MOST_DOUBTED;
            doubted.add(unsure ? mostUpright(image, face) : face);
        }
        doubted.sort(Comparator.comparingDouble(DetectedFace::score).reversed());
        return List.copyOf(doubted);
    }

    /** The face as the turn shows it that makes the detector surer of it than it was, or the face itself. */
    private DetectedFace mostUpright(RgbImage image, DetectedFace face) {
        FaceBox box = face.box();
        double around = SURROUNDINGS * Math.max(box.width(), box.height());
        FaceBox surroundings = new FaceBox(
                (float) (box.left() - around), (float) (box.top() - around), (float) (box.right() + around), (float)
                        (box.bottom() + around));
        FaceBox whole = new FaceBox(0, 0, image.width(), image.height());
        if (surroundings.overlap(whole) == 0) {
            return face;
        }
        DetectedFace best = face;
        try (View view = View.of(image, surroundings, DOUBTED_PIXELS, 0)) {
            for (Look turn : TURNS) {
                try (View turned = view.turned(turn)) {
                    DetectedFace other = turned.faces(detector).stream()
                            .filter(candidate -> candidate.box().overlap(box) > SAME_FACE && upright(candidate))
                            .max(Comparator.comparingDouble(DetectedFace::score))
                            .orElse(best);
                    best = other.score() > Math.max(best.score(), face.score() + SURER) ? other : best;
                }
            }
        }
        return best;
    }

    @Override
    public void close() {
        detector.close();
    }
}
