package io.facegate.vision.embedding;

import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
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

    @Override
    public boolean runs(ModelDescriptor embedder) {
        return embedder.hasSavedModel();
    }

    @Override
    public EmbedderNetwork open(ModelStore store, ModelDescriptor embedder, InferenceSettings settings) {
        return new TensorFlowNetwork(store.open(embedder, settings));
    }
}
