package io.facegate.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.SharedData;
import io.facegate.training.calibration.Calibrator;
import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.evaluation.Comparisons;
import io.facegate.training.evaluation.DetectorReport;
import io.facegate.training.evaluation.DetectorReport.Detection;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.evaluation.Estimate;
import io.facegate.training.evaluation.GoldenFaces;
import io.facegate.training.evaluation.Metric;
import io.facegate.training.evaluation.VerificationReport;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.BatchingEmbedder;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that the repository carries keep what their card says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefaultBundleIT {
    private static final Path BUNDLE = Path.of("../models/default");
    private static final long MEBIBYTE = 1L << 20;

    private final ModelStore store = new ModelStore(BUNDLE);
    private FaceDetector detector;
    private FacePipeline pipeline;

    @BeforeAll
    void open() {
        detector = openDetector();
        pipeline = new FacePipeline(
                new ImageDecoder(ImageLimits.DEFAULT),
                openDetector(),
                new BatchingEmbedder(new FaceEmbedder(
                        store.open(store.find(ModelContract.Embedder.class, null), InferenceSettings.DEFAULT))));
    }

    private FaceDetector openDetector() {
        return new MtcnnDetector(
                store.open(store.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                DetectionSettings.DEFAULT);
    }

    @AfterAll
    void close() {
        detector.close();
        pipeline.close();
    }

    @Test
    void isADetectorAndACalibratedEmbedderAndSmallEnoughForAClone() throws IOException {
        assertThat(store.list())
                .extracting(model -> model.contract().getClass().getSimpleName())
                .containsExactlyInAnyOrder("Detector", "Embedder");
        Calibration calibration = Objects.requireNonNull(
                store.find(ModelContract.Embedder.class, null).calibration());
        assertThat(calibration.notCalibratedAt()).isEmpty();
        assertThat(calibration.operatingPoints())
                .extracting(Calibration.OperatingPoint::falseMatchRate)
                .containsExactlyElementsOf(Calibrator.FALSE_MATCH_RATES);
        try (Stream<Path> files = Files.walk(BUNDLE)) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(60 * MEBIBYTE);
        }
    }

    @Test
    void saysWhereItComesFromWithoutNamingAMachinesFolders() {
        assertThat(store.list()).extracting(ModelDescriptor::provenance).allSatisfy(provenance -> {
            Map<String, String> settings = Objects.requireNonNull(provenance).settings();
            assertThat(settings.get("revision")).matches("[0-9a-f]{40}");
            assertThat(settings.values()).noneMatch(value -> value.contains("file:") || value.startsWith("/"));
        });
    }

    @Test
    void findsTheGoldenFacesAndHardlyAnythingElse() throws IOException {
        List<Detection> detections = new ArrayList<>();
        for (GoldenFaces golden : GoldenFaces.read(SharedData.path("faces/detection/golden.json"))) {
            try (RgbImage image = decode(golden.picture())) {
                detections.add(new Detection(golden, detector.detect(image), Duration.ZERO));
            }
        }

        DetectorReport report = DetectorReport.of(detections);
        assertThat(report.recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(report.falseDetections()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"faces/hostile/black.png", "faces/hostile/no-face.jpg"})
    void findsNoFaceWhereThereIsNone(String picture) throws IOException {
        try (RgbImage image = decode(SharedData.path(picture))) {
            assertThat(detector.detect(image)).isEmpty();
        }
    }

    @Test
    void tellsPeopleApartThatItHasNeverSeen() throws IOException {
        PairsFile pairs = PairsFile.read(SharedData.path("faces/lfw/pairs-test.txt"));
        IdentityFolder folder = new IdentityFolder(SharedData.path("faces/lfw/images"));
        EmbeddedPictures pictures = EmbeddedPictures.of(Comparisons.pictures(pairs, folder), pipeline, () -> {});

        Map<Metric, Estimate> metrics = VerificationReport.of(
                        Comparisons.listed(
                                pairs,
                                folder,
                                pictures.faces(),
                                ScoreNormalisation.load(store, store.find(ModelContract.Embedder.class, null))),
                        1)
                .metrics();
        assertThat(value(metrics, Metric.ACCURACY)).isGreaterThanOrEqualTo(0.95);
        assertThat(value(metrics, Metric.ROC_AUC)).isGreaterThanOrEqualTo(0.985);
    }

    private static double value(Map<Metric, Estimate> metrics, Metric metric) {
        return Objects.requireNonNull(metrics.get(metric)).value();
    }

    private static RgbImage decode(Path picture) throws IOException {
        return new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(picture));
    }
}
