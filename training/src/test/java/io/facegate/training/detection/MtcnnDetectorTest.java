package io.facegate.training.detection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.SharedData;
import io.facegate.training.export.FrozenGraph;
import io.facegate.training.export.ModelExporter;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.FaceDetectorKit;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** The published MTCNN, as this code imports it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MtcnnDetectorTest extends FaceDetectorKit {
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

    /** An embedder that is configured as the detector is noticed at once, not at the first picture. */
    @Test
    void aModelThatIsNoDetectorIsRefused(@TempDir Path models) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            ModelDescriptor embedder = new ModelExporter(models)
                    .export(
                            new FrozenGraph(graph, Map.of(), Map.of("one", tf.constant(1f))),
                            new ModelId("embedder"),
                            new ModelContract.Embedder(AlignmentTemplate.arcface(112), 512),
                            new Provenance(Instant.EPOCH, "test", Map.of(), Map.of()),
                            Licence.UNKNOWN);
            LoadedModel model = new ModelStore(models).open(embedder, InferenceSettings.DEFAULT);

            assertThatThrownBy(() -> new MtcnnDetector(model, DetectionSettings.DEFAULT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("embedder is not a detector");
        }
    }

    @Override
    protected FaceDetector detector() {
        return detector;
    }

    @Override
    protected RgbImage pictureWithFaces() {
        try {
            return new ImageDecoder(ImageLimits.DEFAULT)
                    .decode(Files.readAllBytes(SharedData.path("faces/detection/cf-000_5.jpg")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
