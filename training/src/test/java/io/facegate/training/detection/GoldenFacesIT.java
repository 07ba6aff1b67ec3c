package io.facegate.training.detection;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.evaluation.GoldenFaces;
import io.facegate.training.export.ModelExporter;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The imported MTCNN against an independent implementation and against people, on 25 pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenFacesIT {
    /** Below it, two implementations may disagree. */
    private static final float SURE = 0.95f;

    /** Once is enough: some of the pictures are large. */
    private final Map<Path, List<DetectedFace>> detected = new HashMap<>();

    private MtcnnDetector detector;

    @BeforeAll
    void importModel(@TempDir Path models) throws IOException {
        ModelDescriptor model =
                new MtcnnImporter(new ModelExporter(models)).importFrom(SharedData.path("models/mtcnn"), "mtcnn");
        detector = new MtcnnDetector(
                new ModelStore(models).open(model, InferenceSettings.DEFAULT), DetectionSettings.DEFAULT);
    }

    @AfterAll
    void close() {
        if (detector != null) {
            detector.close();
        }
    }

    static Stream<GoldenFaces> pictures() throws IOException {
        return GoldenFaces.read(SharedData.path("faces/detection/golden.json")).stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void findsTheSameFaces(GoldenFaces golden) throws IOException {
        List<DetectedFace> found = detect(golden);
        List<DetectedFace> expected =
                golden.faces().stream().filter(face -> face.score() >= SURE).toList();

        assertThat(expected)
                .allSatisfy(face -> assertThat(nearest(face, found).box().overlap(face.box()))
                        .isGreaterThan(0.5f));
        List<DetectedFace> extra = found.stream()
                .filter(face -> face.score() >= SURE)
                .filter(face ->
                        golden.faces().stream().noneMatch(known -> known.box().overlap(face.box()) > 0.5f))
                .toList();
        assertThat(extra).allSatisfy(face -> assertThat(golden.noses()).anyMatch(nose -> contains(face.box(), nose)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyNoseThatPeopleMarkedIsInExactlyOneBox(GoldenFaces golden) throws IOException {
        List<DetectedFace> found = detect(golden);

        assertThat(golden.noses()).allSatisfy(nose -> assertThat(found)
                .filteredOn(face -> contains(face.box(), nose))
                .hasSize(1));
    }

    @Test
    void boxesAndLandmarksAgreeWithTheIndependentImplementation() throws IOException {
        double overlap = 0;
        double distance = 0;
        int faces = 0;
        for (GoldenFaces golden : pictures().toList()) {
            List<DetectedFace> found = detect(golden);
            for (DetectedFace face : golden.faces()) {
                if (face.score() >= SURE) {
                    DetectedFace nearest = nearest(face, found);
                    overlap += nearest.box().overlap(face.box());
                    distance += landmarkDistance(nearest, face);
                    faces++;
                }
            }
        }
        System.out.printf(
                "%d faces: mean IoU %.4f, mean landmark distance %.4f of the box width%n",
                faces, overlap / faces, distance / faces);

        assertThat(faces).isGreaterThan(60);
        assertThat(overlap / faces).isGreaterThanOrEqualTo(0.75);
        assertThat(distance / faces).isLessThanOrEqualTo(0.06);
    }

    private List<DetectedFace> detect(GoldenFaces golden) throws IOException {
        List<DetectedFace> known = detected.get(golden.picture());
        if (known != null) {
            return known;
        }
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(golden.picture()))) {
            assertThat(List.of(image.width(), image.height())).isEqualTo(List.of(golden.width(), golden.height()));
            List<DetectedFace> faces = detector.detect(image);
            detected.put(golden.picture(), faces);
            return faces;
        }
    }

    private static DetectedFace nearest(DetectedFace face, List<DetectedFace> found) {
        return found.stream()
                .max(comparingDouble(other -> other.box().overlap(face.box())))
                .orElseThrow(() -> new AssertionError("No face at all where there is " + face));
    }

    private static double landmarkDistance(DetectedFace found, DetectedFace golden) {
        List<Point> points = found.landmarks().points();
        List<Point> expected = golden.landmarks().points();
        return IntStream.range(0, points.size())
                        .mapToDouble(i -> Math.hypot(
                                points.get(i).x() - expected.get(i).x(),
                                points.get(i).y() - expected.get(i).y()))
                        .average()
                        .orElseThrow()
                / golden.box().width();
    }

    private static boolean contains(FaceBox box, Point point) {
        return box.left() <= point.x() && point.x() < box.right() && box.top() <= point.y() && point.y() < box.bottom();
    }
}
