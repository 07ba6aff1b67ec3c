package io.facegate.training.cli.models;

import io.facegate.onnxruntime.OnnxRuntimeEngine;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.embedding.TensorFlowEngine;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.util.List;
import java.util.Random;

/** Runs an embedder's ONNX file on noise, to see that it gives what its contract says, and what its SavedModel gives. */
record OnnxTrial(ModelStore store, ModelDescriptor model) {
    private static final float LEAST_COSINE = 0.9999f;

    /**
     * @throws ModelException saying what is wrong
     */
    void check() {
        List<Embedding> found = embed(new OnnxRuntimeEngine());
        if (model.hasSavedModel()) {
            List<Embedding> expected = embed(new TensorFlowEngine());
            for (int i = 0; i < found.size(); i++) {
                float cosine = expected.get(i).similarityTo(found.get(i)).cosine();
                if (!(cosine >= LEAST_COSINE)) {
                    throw new ModelException(
                            "The ONNX file of model %s gives another embedding than its SavedModel (cosine %s).%nMaybe export it again: ./facegate models export onnx %s"
                                    .formatted(model.id(), cosine, model.id()));
                }
            }
        }
    }

    private List<Embedding> embed(EmbedderEngine engine) {
        try (FaceEmbedder embedder = new FaceEmbedder(engine.open(store, model, InferenceSettings.DEFAULT))) {
            int size = embedder.template().cropSize();
            Random random = new Random(1);
            byte[] noise = new byte[size * size * 3];
            random.nextBytes(noise);
            byte[] other = new byte[noise.length];
            random.nextBytes(other);
            return embedder.embed(List.of(new FaceCrop(size, noise), new FaceCrop(size, other)));
        } catch (IllegalArgumentException e) {
            throw new ModelException("Model %s can't be run: %s".formatted(model.id(), e.getMessage()), e);
        }
    }
}
