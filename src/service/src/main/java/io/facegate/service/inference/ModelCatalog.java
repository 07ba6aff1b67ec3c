package io.facegate.service.inference;

import io.facegate.service.config.DecisionConfig;
import io.facegate.service.config.ModelsConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The detector and the embedders that are served, by their descriptions; loading them comes later. */
@Singleton
public final class ModelCatalog {
    private static final Logger LOG = Logger.getLogger(ModelCatalog.class);

    private final ModelStore store;
    private final ModelDescriptor detector;
    private final List<ModelDescriptor> embedders;

    ModelCatalog(ModelsConfig config, DecisionConfig decisions, EmbedderEngine engine) {
        this.store = new ModelStore(config.directory());
        try {
            this.detector = store.find(
                    ModelContract.Detector.class,
                    config.detector().map(ModelId::new).orElse(null));
            Stream<ModelDescriptor> first = Stream.of(config.embedder()
                    .map(id -> store.find(ModelContract.Embedder.class, new ModelId(id)))
                    .orElseGet(() -> choose(decisions, engine)));
            Stream<ModelDescriptor> also = config.also().orElse(List.of()).stream()
                    .map(id -> store.find(ModelContract.Embedder.class, new ModelId(id)));
            this.embedders = Stream.concat(first, also).distinct().toList();
        } catch (ModelException | IllegalArgumentException e) {
            throw StartupProblem.of(
                    e,
                    "FACEGATE_MODELS is the folder of models; FACEGATE_MODELS_DETECTOR, _EMBEDDER and _ALSO choose among them.",
                    "look at it: ./facegate models list");
        }
    }

    private ModelDescriptor choose(DecisionConfig decisions, EmbedderEngine engine) {
        EmbedderChoice choice = EmbedderChoice.of(store, decisions, engine);
        if (!choice.passedOver().isEmpty()) {
            LOG.infof(
                    "Embedder %s is served; FACEGATE_MODELS_EMBEDDER names another.",
                    choice.served().id());
            choice.passedOver().forEach(LOG::warn);
        }
        return choice.served();
    }

    ModelStore store() {
        return store;
    }

    public ModelDescriptor detector() {
        return detector;
    }

    /** The one that is used where none is named: it embeds, compares, and new galleries are bound to it. */
    public ModelDescriptor embedder() {
        return embedders.get(0);
    }

    /** All of them, {@link #embedder()} first. */
    public List<ModelDescriptor> embedders() {
        return embedders;
    }

    public boolean serves(ModelId embedder) {
        return embedders.stream().anyMatch(served -> served.id().equals(embedder));
    }
}
