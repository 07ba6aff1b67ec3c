package io.facegate.onnxruntime;

import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.EmbedderNetwork;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.util.Optional;

/** Runs the ONNX files that {@code ./facegate models export onnx} and {@code quantize} make, on CPUs. */
public final class OnnxRuntimeEngine implements EmbedderEngine {
    public static final String NAME = "onnxruntime";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return OnnxSessions.environment().getVersion();
    }

    /** None: a model of 8 bits is another file. */
    @Override
    public Optional<InferencePrecision> reducedPrecision(boolean gpu) {
        return Optional.empty();
    }

    @Override
    public boolean runs(ModelDescriptor embedder) {
        return embedder.hasOnnx();
    }

    @Override
    public EmbedderNetwork open(ModelStore store, ModelDescriptor embedder, InferenceSettings settings) {
        if (!embedder.hasOnnx()) {
            throw new ModelException(
                    "Embedder %s has no file %s, so ONNX Runtime can't run it.%nMaybe make one: ./facegate models export onnx %s"
                            .formatted(embedder.id(), ModelDescriptor.ONNX_FILE, embedder.id()));
        }
        store.verify(embedder);
        return new OnnxNetwork(
                embedder, store.folder(embedder.id()).resolve(ModelDescriptor.ONNX_FILE), settings.threads());
    }
}
