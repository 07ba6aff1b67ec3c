package io.facegate.service.model;

import io.facegate.service.config.ModelsConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import jakarta.inject.Singleton;

/** The detector and the embedder that are served, by their descriptions; loading them comes later. */
@Singleton
public final class ModelCatalog {
    private final ModelStore store;
    private final ModelDescriptor detector;
    private final ModelDescriptor embedder;

    ModelCatalog(ModelsConfig config) {
        this.store = new ModelStore(config.directory());
        try {
            this.detector = store.find(
                    ModelContract.Detector.class,
                    config.detector().map(ModelId::new).orElse(null));
            this.embedder = store.find(
                    ModelContract.Embedder.class,
                    config.embedder().map(ModelId::new).orElse(null));
        } catch (ModelException | IllegalArgumentException e) {
            throw StartupProblem.of(e);
        }
    }

    ModelStore store() {
        return store;
    }

    public ModelDescriptor detector() {
        return detector;
    }

    public ModelDescriptor embedder() {
        return embedder;
    }
}
