package io.facegate.vision.embedding;

import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.util.Optional;

/**
 * A library that runs embedders. {@link TensorFlowEngine} is always there; others are modules of their own, found by {@link
 * java.util.ServiceLoader}, and give the same embeddings for the same model: {@code EmbedderEngineKit} holds them to that.
 */
public interface EmbedderEngine {
    /** As settings name it. */
    String name();

    /** Of the library. */
    String version();

    /**
     * What it can compute in that may be quicker than float32, and is then to be tried ({@link PrecisionTrial}).
     *
     * @param gpu whether it computes on a GPU
     */
    Optional<InferencePrecision> reducedPrecision(boolean gpu);

    /** Whether the model has the file that this engine reads. */
    boolean runs(ModelDescriptor embedder);

    /**
     * Verifies an embedder's files and loads its network. The caller owns what it gets.
     *
     * @throws ModelException if the model is damaged, or has no file for this engine
     */
    EmbedderNetwork open(ModelStore store, ModelDescriptor embedder, InferenceSettings settings);
}
