package io.facegate.service.inference;

import io.facegate.service.config.DetectionConfig;
import io.facegate.service.config.ImagesConfig;
import io.facegate.service.config.InferenceConfig;
import io.facegate.service.config.StartFailure;
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
import io.facegate.vision.model.ComputeDevice;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.TensorFlowDevices;
import io.facegate.vision.prototype.Prototypes;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final boolean gpu;
    private final Map<ModelId, InferencePrecision> precisions = new HashMap<>();
    private final FacePipeline pipeline;
    private volatile boolean open = true;

    ServedModels(
            ModelCatalog catalog,
            ImagesConfig images,
            DetectionConfig detection,
            InferenceConfig inference,
            EmbedderEngine engine,
            PrecisionChoice choice,
            InferenceExecutor executor,
            @All List<StageListener> listeners) {
        this.engine = engine;
        InferenceSettings settings = settings(inference);
        try {
            FaceDetector detector = new PatientDetector(
                    new MtcnnDetector(catalog.store().open(catalog.detector(), settings), settings(detection)),
                    SecondLook.DEFAULT.withMaximumPixels(detection.secondLookPixels()));
            this.gpu = computesOnGpu(inference.device());
            for (ModelDescriptor embedder : catalog.embedders()) {
                precisions.put(embedder.id(), choice.of(engine, catalog.store(), embedder, settings, gpu));
            }
            int batchesAtOnce = batchesAtOnce(InferenceSource.workers(inference));
            List<BatchingEmbedder> embedders = catalog.embedders().stream()
                    .map(embedder -> new BatchingEmbedder(
                            new FaceEmbedder(
                                    engine.open(catalog.store(), embedder, settings.with(precision(embedder.id())))),
                            LARGEST_BATCH,
                            batchesAtOnce,
                            () -> executor.queued() > 0))
                    .toList();
            List<Prototypes> badPictures = catalog.embedders().stream()
                    .map(embedder -> Prototypes.load(catalog.store(), embedder))
                    .toList();
            this.pipeline = new FacePipeline(
                    new ImageDecoder(limits(images)),
                    detector,
                    embedders,
                    badPictures,
                    listeners.stream().reduce(StageListener.NONE, StageListener::and));
            LOG.infof("Embedders run in %s.", engineVersion());
            pipeline.warmUp(); // a model that is another than its description says fails here
        } catch (ModelException | IllegalArgumentException e) {
            throw StartupProblem.of(
                    e, "FACEGATE_MODELS is the folder of models.", "compare them: ./facegate models verify");
        }
    }

    /** Once a model is loaded. */
    private static boolean computesOnGpu(ComputeDevice wanted) {
        if (wanted == ComputeDevice.CPU) {
            return false;
        }
        List<String> gpus = TensorFlowDevices.gpus();
        if (gpus.isEmpty() && wanted == ComputeDevice.GPU) {
            throw new StartupProblem(
                    new StartFailure(
                            "TensorFlow finds no GPU.",
                            "FACEGATE_INFERENCE_DEVICE is gpu.",
                            "this is a build for processors, or the driver, CUDA 12 or cuDNN 9 is missing (docs/containers.md)."));
        }
        LOG.infof("TensorFlow computes on %s", gpus.isEmpty() ? "the processor" : String.join(", ", gpus));
        return !gpus.isEmpty();
    }

    private static InferenceSettings settings(InferenceConfig config) {
        return new InferenceSettings(
                config.tensorflowThreads(), InferencePrecision.FLOAT32, config.device(), config.gpuMemory());
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

    /** Whether TensorFlow computes on a GPU. */
    public boolean onGpu() {
        return gpu;
    }

    /** What the embedder computes in. */
    public InferencePrecision precision(ModelId embedder) {
        return Objects.requireNonNull(precisions.get(embedder));
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
