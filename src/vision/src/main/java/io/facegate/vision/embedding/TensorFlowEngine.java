package io.facegate.vision.embedding;

import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Processor;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/** Runs SavedModels, on CPUs and GPUs. */
public final class TensorFlowEngine implements EmbedderEngine {
    public static final String NAME = "tensorflow";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return TensorFlow.version();
    }

    /** On a processor that has no instructions for bfloat16, oneDNN is slow with it, or ends the process. */
    @Override
    public Optional<InferencePrecision> reducedPrecision(boolean gpu) {
        if (gpu) {
            return Optional.of(InferencePrecision.FLOAT16);
        }
        return Processor.multipliesBfloat16() ? Optional.of(InferencePrecision.BFLOAT16) : Optional.empty();
    }

    @Override
    public boolean runs(ModelDescriptor embedder) {
        return embedder.hasSavedModel();
    }

    @Override
    public EmbedderNetwork open(ModelStore store, ModelDescriptor embedder, InferenceSettings settings) {
        return new TensorFlowNetwork(store.open(embedder, settings));
    }
}
