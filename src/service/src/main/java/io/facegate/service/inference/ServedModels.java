package io.facegate.service.inference;

import io.facegate.service.config.DetectionConfig;
import io.facegate.service.config.ImagesConfig;
import io.facegate.service.config.InferenceConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.StageListener;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.PatientDetector;
import io.facegate.vision.detection.SecondLook;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.DetectionThresholds;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.BatchingEmbedder;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.prototype.Prototypes;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The pipeline with its models: verified, loaded and warm from its construction until it is closed. */
@Singleton
public final class ServedModels implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServedModels.class);

    private static final int LARGEST_BATCH = 16;

    /**
     * Who decodes, detects and aligns brings crops no faster than half as many threads embed them; but two of two may embed their
     * own.
     */
    private static final int WORKERS_FOR_A_BATCH = 2;

    private static final int LEAST_BATCHES = 2;

    private final EmbedderEngine engine;
    private final FacePipeline pipeline;
    private volatile boolean open = true;

    ServedModels(
            ModelCatalog catalog,
            ImagesConfig images,
            DetectionConfig detection,
            InferenceConfig inference,
            EmbedderEngine engine,
            InferenceExecutor executor,
            @All List<StageListener> listeners) {
        this.engine = engine;
        try {
            this.pipeline = load(
                    catalog,
                    engine,
                    limits(images),
                    settings(detection),
                    SecondLook.DEFAULT.withMaximumPixels(detection.secondLookPixels()),
                    new InferenceSettings(inference.tensorflowThreads()),
                    batchesAtOnce(InferenceSource.workers(inference)),
                    () -> executor.queued() > 0,
                    listeners.stream().reduce(StageListener.NONE, StageListener::and));
            LOG.infof("Embedders run in %s.", engineVersion());
            pipeline.warmUp(); // a model that is another than its description says fails here
        } catch (ModelException | IllegalArgumentException e) {
            throw StartupProblem.of(
                    e, "FACEGATE_MODELS is the folder of models.", "compare them: ./facegate models verify");
        }
    }

    private static FacePipeline load(
            ModelCatalog catalog,
            EmbedderEngine engine,
            ImageLimits limits,
            DetectionSettings settings,
            SecondLook secondLook,
            InferenceSettings inference,
            int batchesAtOnce,
            BooleanSupplier load,
            StageListener listener) {
        FaceDetector detector = new PatientDetector(
                new MtcnnDetector(catalog.store().open(catalog.detector(), inference), settings), secondLook);
        List<BatchingEmbedder> embedders = catalog.embedders().stream()
                .map(embedder -> new BatchingEmbedder(
                        new FaceEmbedder(engine.open(catalog.store(), embedder, inference)),
                        LARGEST_BATCH,
                        batchesAtOnce,
                        load))
                .toList();
        List<Prototypes> badPictures = catalog.embedders().stream()
                .map(embedder -> Prototypes.load(catalog.store(), embedder))
                .toList();
        return new FacePipeline(new ImageDecoder(limits), detector, embedders, badPictures, listener);
    }

    private static int batchesAtOnce(int workers) {
        return Math.max(Math.min(LEAST_BATCHES, workers), workers / WORKERS_FOR_A_BATCH);
    }

    private static ImageLimits limits(ImagesConfig config) {
        return new ImageLimits(
                config.maximumBytes().asLongValue(),
                config.maximumPixels(),
                config.minimumSide(),
                config.maximumSide());
    }

    private static DetectionSettings settings(DetectionConfig config) {
        DetectionConfig.Thresholds thresholds = config.thresholds();
        return new DetectionSettings(
                config.minimumFace(),
                config.pyramidFactor(),
                new DetectionThresholds(thresholds.proposal(), thresholds.refinement(), thresholds.output()),
                config.maximumPyramidPixels());
    }

    public FacePipeline pipeline() {
        return pipeline;
    }

    /** The library that runs the embedders, and its version, such as {@code tensorflow 2.18.0}. */
    public String engineVersion() {
        return "%s %s".formatted(engine.name(), engine.version());
    }

    /** Whether the models are loaded and warm, and not closed. */
    public boolean ready() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        pipeline.close();
    }
}
