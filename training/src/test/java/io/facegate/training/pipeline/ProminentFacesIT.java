package io.facegate.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.SharedData;
import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.PatientDetector;
import io.facegate.vision.detection.ProminentFaces;
import io.facegate.vision.detection.SecondLook;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.Picture;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.quality.FaceQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking coarsely first finds the face that looking at everything finds, with the default bundle's detector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProminentFacesIT {
    private static final int GENERATED = 40;
    private static final double LANDMARKS = 0.02;

    private final ModelStore store = new ModelStore(Path.of("../models/default"));
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final FaceDetector detector = new PatientDetector(
            new MtcnnDetector(
                    store.open(store.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                    DetectionSettings.DEFAULT),
            SecondLook.DEFAULT);

    @AfterAll
    void close() {
        detector.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"faces/detection", "samples", "cases", "faces/orientation", "faces/hostile", "faces/liveness"})
    void inEverySharedPicture(String folder) throws IOException {
        for (Path picture : pictures(folder)) {
            byte[] bytes = Files.readAllBytes(picture);
            same(bytes, FaceChoice.MAIN, picture.getFileName().toString());
            same(bytes, FaceChoice.LARGEST, picture.getFileName().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIN", "LARGEST"})
    void inPicturesOfSeveralFacesOfAnySizeAnywhere(FaceChoice choice) throws IOException {
        List<Path> faces = people();
        for (int seed = 0; seed < GENERATED; seed++) {
            same(scene(faces, seed), choice, "seed " + seed);
        }
    }

    /** A crop tells nothing of the size in which the picture was decoded. */
    @Test
    void qualityIsThatOfTheWholePicture() throws IOException {
        int reduced = 0;
        for (Path file : pictures("faces/detection")) {
            try (Picture picture = decoder.open(Files.readAllBytes(file));
                    RgbImage whole = decoder.decode(Files.readAllBytes(file))) {
                picture.reduced(new ProminentFaces(detector).firstFactor(picture, FaceChoice.MAIN));
                List<DetectedFace> faces = new ProminentFaces(detector).of(picture, FaceChoice.MAIN);
                if (faces.isEmpty()) {
                    continue;
                }
                DetectedFace face = chosen(faces, picture, FaceChoice.MAIN);
                List<Landmarks> landmarks = List.of(face.landmarks());
                FaceAligner aligner = new FaceAligner(AlignmentTemplate.arcface(112));
                FaceQuality expected =
                        FaceQuality.of(face, aligner.align(whole, landmarks).get(0));
                FaceQuality quality =
                        FaceQuality.of(face, aligner.align(picture, landmarks).get(0));
                reduced += picture.atMostReduced(8).factor() > 1 ? 1 : 0;

                assertThat(quality.sharpness())
                        .as("sharpness in %s", file.getFileName())
                        .isCloseTo(expected.sharpness(), within(5 + 0.25 * expected.sharpness()));
                assertThat(quality.noise()).isCloseTo(expected.noise(), within(0.5));
                assertThat(quality.greyLevels()).isCloseTo(expected.greyLevels(), within(3.0));
                assertThat(quality.brightness()).isCloseTo(expected.brightness(), within(1.0));
                assertThat(quality.contrast()).isCloseTo(expected.contrast(), within(1.0));
                assertThat(quality.flatShare()).isCloseTo(expected.flatShare(), within(0.03));
            }
        }
        assertThat(reduced).as("pictures of which less than all was decoded").isGreaterThan(4);
    }

    private void same(byte[] bytes, FaceChoice choice, String name) {
        try (RgbImage whole = decoder.decode(bytes);
                Picture picture = decoder.open(bytes)) {
            List<DetectedFace> all = detector.detect(whole);
            List<DetectedFace> some = new ProminentFaces(detector).of(picture, choice);
            assertThat(some.isEmpty()).as(name).isEqualTo(all.isEmpty());
            if (!all.isEmpty()) {
                DetectedFace expected = chosen(all, picture, choice);
                DetectedFace face = chosen(some, picture, choice);
                assertThat(face.box().overlap(expected.box()))
                        .as("the same face in %s", name)
                        .isGreaterThan(0.6f);
                assertThat(apart(face, expected)).as("landmarks in %s", name).isLessThan(LANDMARKS);
                assertThat(face.look()).isEqualTo(expected.look());
            }
        } catch (PictureRejectedException e) {
            // both refuse what is no picture; what was drawn here is one
            assertThat(name).doesNotStartWith("seed");
        }
    }

    private static DetectedFace chosen(List<DetectedFace> faces, Picture picture, FaceChoice choice) {
        return choice.from(faces, picture.width(), picture.height()).get(0);
    }

    /** Mean distance of the landmarks, in sides of the face. */
    private static double apart(DetectedFace face, DetectedFace expected) {
        List<Point> points = face.landmarks().points();
        List<Point> others = expected.landmarks().points();
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += Math.hypot(
                    points.get(i).x() - (double) others.get(i).x(),
                    points.get(i).y() - (double) others.get(i).y());
        }
        FaceBox box = expected.box();
        return sum / points.size() / Math.sqrt(box.area());
    }

    private static List<Path> pictures(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(jpe?g|png|bmp|webp)"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> people() throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.path("faces/lfw/images"), 2)) {
            return files.filter(file -> file.toString().endsWith("_0001.jpg"))
                    .sorted()
                    .toList();
        }
    }

    /** Photographs of people in many sizes, side by side, one of them in the middle now and then. */
    private static byte[] scene(List<Path> people, int seed) {
        Random random = new Random(seed);
        int width = 600 + random.nextInt(1_600);
        int height = 600 + random.nextInt(1_600);
        List<Rect> places = new ArrayList<>();
        try (Mat scene = new Mat(height, width, opencv_core.CV_8UC3, Scalar.all(random.nextInt(256)));
                BytePointer encoded = new BytePointer()) {
            int faces = 1 + random.nextInt(5);
            for (int i = 0; i < faces; i++) {
                int side = (int) (110 * Math.pow(Math.min(width, height) * 0.9 / 110, random.nextDouble()));
                boolean middle = places.isEmpty() && random.nextBoolean();
                Rect place = new Rect(
                        middle ? (width - side) / 2 : random.nextInt(width - side),
                        middle ? (height - side) / 2 : random.nextInt(height - side),
                        side,
                        side);
                Path person = people.get(random.nextInt(people.size()));
                if (places.stream().noneMatch(other -> overlapping(other, place))) {
                    places.add(place);
                    paste(person, scene, place);
                }
            }
            opencv_imgcodecs.imencode(".jpg", scene, encoded);
            byte[] jpeg = new byte[(int) encoded.limit()];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    private static void paste(Path person, Mat scene, Rect place) {
        try (Mat picture = opencv_imgcodecs.imread(person.toString());
                Mat part = new Mat(scene, place);
                Size size = new Size(place.width(), place.height())) {
            opencv_imgproc.resize(picture, part, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
    }

    private static boolean overlapping(Rect one, Rect other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}
