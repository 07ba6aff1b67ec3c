package io.facegate.training.cli.option;

import io.facegate.vision.FacePipeline;
import io.facegate.vision.StageListener;
import io.facegate.vision.detection.PatientDetector;
import io.facegate.vision.detection.SecondLook;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.BatchingEmbedder;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.EmbedderEngines;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.score.ScoreNormalisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which models a command works with, and how they run. */
public final class PipelineOptions {
    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Option(names = "--detector", paramLabel = "ID", description = "Detector; default: the only one there is.")
    private @Nullable ModelId detector;

    @Option(names = "--embedder", paramLabel = "ID", description = "Embedder; default: the only one there is.")
    private @Nullable ModelId embedder;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "Library that runs the embedder: tensorflow or onnxruntime. Default: the first that it has a file for.")
    private @Nullable String engine;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "FLOAT32",
            description =
                    "What TensorFlow computes embeddings in: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private InferencePrecision precision = InferencePrecision.FLOAT32;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private InferenceSettings threads = InferenceSettings.DEFAULT;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads within one operation of the engine; 0 takes every core. Default: ${DEFAULT-VALUE}.")
    private void threads(int count) {
        try {
            threads = new InferenceSettings(count);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    public ModelStore store() {
        return models.store();
    }

    /** How embedders run. */
    public InferenceSettings embedding() {
        return threads.with(precision);
    }

    public ModelDescriptor describedDetector() {
        return store().find(ModelContract.Detector.class, detector);
    }

    public ModelDescriptor describedEmbedder() {
        return store().find(ModelContract.Embedder.class, embedder);
    }

    /** Of models. */
    public Path folder() {
        return models.folder();
    }

    public FacePipeline open() {
        return open(null, store());
    }

    /**
     * @param further an embedder that is there as well; null for none, and no second one if it is the first
     * @param home where it is
     */
    public FacePipeline open(@Nullable ModelId further, ModelStore home) {
        PatientDetector faces = new PatientDetector(openDetector(), SecondLook.DEFAULT);
        List<BatchingEmbedder> embedders = new ArrayList<>();
        embedders.add(new BatchingEmbedder(openEmbedder()));
        if (further != null && !further.equals(embedders.get(0).model())) {
            embedders.add(new BatchingEmbedder(openEmbedder(further, home)));
        }
        return new FacePipeline(
                new ImageDecoder(ImageLimits.DEFAULT),
                faces,
                embedders,
                List.of(Prototypes.load(store(), describedEmbedder())),
                StageListener.NONE);
    }

    public MtcnnDetector openDetector() {
        return new MtcnnDetector(store().open(describedDetector(), threads), DetectionSettings.DEFAULT);
    }

    public FaceEmbedder openEmbedder() {
        return openEmbedder(embedder, store());
    }

    private FaceEmbedder openEmbedder(@Nullable ModelId id, ModelStore store) {
        ModelDescriptor described = store.find(ModelContract.Embedder.class, id);
        return new FaceEmbedder(engineFor(described).open(store, described, embedding()));
    }

    private EmbedderEngine engineFor(ModelDescriptor described) {
        if (engine == null) {
            return EmbedderEngines.first(described);
        }
        try {
            return EmbedderEngines.named(engine);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    public ModelDescriptor embedderOf(FacePipeline pipeline) {
        return store().find(ModelContract.Embedder.class, pipeline.embedder().model());
    }

    public ScoreNormalisation normalisationOf(FacePipeline pipeline) {
        return ScoreNormalisation.load(store(), embedderOf(pipeline));
    }
}
