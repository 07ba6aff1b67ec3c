package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The whole detector, with networks that take what is bright in the middle for a face, as whoever uses it sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorGraphTest {
    private static final DetectionSettings SETTINGS = DetectionSettings.DEFAULT.withMinimumFace(40);

    private MtcnnDetector detector;
    private MtcnnDetector looksTwice;

    @BeforeAll
    void build(@TempDir Path models) throws IOException {
        BrightFaces parameters = new BrightFaces(20);
        detector = detector(models, parameters, null);
        looksTwice = detector(models, parameters, new LandmarkNetwork(new LowerRight()));
    }

    private static MtcnnDetector detector(Path models, BrightFaces parameters, @Nullable LandmarkNetwork landmarks)
            throws IOException {
        try (Graph graph = new Graph()) {
            ModelDescriptor model = new ModelExporter(models)
                    .export(
                            DetectorGraph.build(
                                    graph,
                                    new ProposalNetwork(parameters),
                                    new RefinementNetwork(parameters),
                                    new OutputNetwork(parameters),
                                    landmarks),
                            new ModelId(landmarks == null ? "bright-faces" : "bright-faces-twice"),
                            new ModelContract.Detector(DetectorGraph.MAXIMUM_LEVELS),
                            new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
                            Licence.UNKNOWN);
            return new MtcnnDetector(new ModelStore(models).open(model, InferenceSettings.DEFAULT), SETTINGS);
        }
    }

    /** Every landmark is three quarters of a crop to the right, and a quarter down. */
    private record LowerRight() implements Parameters {
        @Override
        public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
            return name.equals("points/landmarks/bias")
                    ? tf.constant(new float[] {0.75f, 0.75f, 0.75f, 0.75f, 0.75f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f})
                    : tf.fill(tf.constant(shape.asArray()), tf.constant(0f));
        }

        @Override
        public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
            throw new UnsupportedOperationException(name);
        }
    }

    @AfterAll
    void close() {
        detector.close();
        looksTwice.close();
    }

    private List<DetectedFace> detect(int width, int height, int... square) throws IOException {
        return detect(detector, width, height, square);
    }

    private static List<DetectedFace> detect(MtcnnDetector detector, int width, int height, int... square)
            throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        if (square.length > 0) {
            graphics.fillRect(square[0], square[1], square[2], square[2]);
        }
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(png.toByteArray())) {
            return detector.detect(image);
        }
    }

    @Test
    void findsNothingInABlackPicture() throws IOException {
        assertThat(detect(200, 150)).isEmpty();
        assertThat(detect(20, 150)).as("too narrow for any face").isEmpty();
    }

    @Test
    void findsWhatEachOfTheNetworksTakesForAFace() throws IOException {
        List<DetectedFace> faces = detect(300, 200, 120, 60, 50);

        assertThat(faces).isNotEmpty().allSatisfy(face -> {
            assertThat((face.box().left() + face.box().right()) / 2).isBetween(110f, 180f);
            assertThat((face.box().top() + face.box().bottom()) / 2).isBetween(50f, 120f);
            assertThat(face.score()).isGreaterThan(0.99f).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void noFaceLiesMostlyInsideAnother() throws IOException {
        List<DetectedFace> faces = detect(300, 200, 120, 60, 50);

        for (DetectedFace one : faces) {
            for (DetectedFace other : faces) {
                if (one != other) {
                    float width = Math.min(one.box().right(), other.box().right())
                            - Math.max(one.box().left(), other.box().left());
                    float height = Math.min(one.box().bottom(), other.box().bottom())
                            - Math.max(one.box().top(), other.box().top());
                    double smaller = Math.min(one.box().area(), other.box().area());
                    assertThat(Math.max(0, width) * Math.max(0, height) / smaller)
                            .isLessThanOrEqualTo(0.71);
                }
            }
        }
    }

    /** In crop sides from its corner: half of it everywhere is the middle. */
    @Test
    void landmarksAreInThePicture() throws IOException {
        assertThat(detect(300, 200, 120, 60, 50)).isNotEmpty().allSatisfy(face -> {
            for (Point point : face.landmarks().points()) {
                assertThat(point.x()).isCloseTo((face.box().left() + face.box().right()) / 2, within(0.01f));
                assertThat(point.y()).isCloseTo((face.box().top() + face.box().bottom()) / 2, within(0.01f));
            }
        });
    }

    @Test
    void aSecondLookAtEachFaceGivesItsOwnLandmarksAndChangesNothingElse() throws IOException {
        List<DetectedFace> once = detect(900, 700, 500, 100, 330);
        List<DetectedFace> twice = detect(looksTwice, 900, 700, 500, 100, 330);

        assertThat(twice)
                .extracting(DetectedFace::box)
                .isEqualTo(once.stream().map(DetectedFace::box).toList());
        assertThat(twice)
                .extracting(DetectedFace::score)
                .isEqualTo(once.stream().map(DetectedFace::score).toList());
        assertThat(twice).isNotEmpty().allSatisfy(face -> {
            float side = Math.max(face.box().width(), face.box().height());
            for (Point point : face.landmarks().points()) {
                assertThat(point.x() - (face.box().left() + face.box().right()) / 2)
                        .isCloseTo(side / 4, within(0.1f));
                assertThat(point.y() - (face.box().top() + face.box().bottom()) / 2)
                        .isCloseTo(-side / 4, within(0.1f));
            }
        });
        assertThat(detect(looksTwice, 200, 150)).as("no face, no second look").isEmpty();
    }

    @Test
    void findsNoFaceThatIsSmallerThanWanted() throws IOException {
        assertThat(detect(300, 200, 120, 60, 50))
                .allSatisfy(face ->
                        assertThat(face.box().right() - face.box().left()).isGreaterThan(39));
    }

    @Test
    void rowsAndColumnsAreTreatedAlike() throws IOException {
        List<DetectedFace> upright = detect(300, 200, 120, 60, 50);
        List<DetectedFace> turned = detect(200, 300, 60, 120, 50);

        assertThat(turned).hasSameSizeAs(upright);
        assertThat(turned.stream().mapToDouble(face -> face.box().top()).sum())
                .as("where x and y are swapped")
                .isCloseTo(
                        upright.stream().mapToDouble(face -> face.box().left()).sum(), within(1.0));
    }
}
