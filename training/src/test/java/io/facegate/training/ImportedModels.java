package io.facegate.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegate.vision.FacePipeline;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.BatchingEmbedder;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models that the build imports from the shared weights before the tests. */
public final class ImportedModels {
    private static final Path FOLDER = Path.of(System.getProperty("facegate.test.models"));

    private ImportedModels() {}

    public static ModelStore store() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                () -> "Skipped: no models in " + FOLDER + ", because the shared weights are missing");
        return new ModelStore(FOLDER);
    }

    public static FacePipeline openPipeline() {
        ModelStore store = store();
        return new FacePipeline(
                new ImageDecoder(ImageLimits.DEFAULT),
                new MtcnnDetector(
                        store.open(store.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                        DetectionSettings.DEFAULT),
                new BatchingEmbedder(new FaceEmbedder(
                        store.open(store.find(ModelContract.Embedder.class, null), InferenceSettings.DEFAULT))));
    }
}
