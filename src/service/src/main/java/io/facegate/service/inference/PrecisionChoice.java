package io.facegate.service.inference;

import io.facegate.service.config.InferenceConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.EmbedderNetwork;
import io.facegate.vision.embedding.PrecisionTrial;
import io.facegate.vision.model.InferencePrecision;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Processor;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * In which numbers an embedder computes: those that the operator wants, or else the quicker ones of those that give the same
 * embeddings, which is tried once on each kind of processor and kept.
 */
@Singleton
final class PrecisionChoice {
    private static final Logger LOG = Logger.getLogger(PrecisionChoice.class);

    private final InferenceConfig config;
    private final KeptTrials kept;

    PrecisionChoice(InferenceConfig config) {
        this.config = config;
        this.kept = new KeptTrials(config.precisionFile());
    }

    /**
     * @param settings with which the embedder will be opened
     * @param gpu whether TensorFlow computes on one
     */
    InferencePrecision of(
            EmbedderEngine engine,
            ModelStore store,
            ModelDescriptor embedder,
            InferenceSettings settings,
            boolean gpu) {
        Optional<InferencePrecision> reduced = engine.reducedPrecision(gpu);
        if (config.precision().isPresent()) {
            InferencePrecision wanted = config.precision().get();
            if (wanted != InferencePrecision.FLOAT32 && !reduced.equals(config.precision())) {
                throw new StartupProblem(new StartFailure(
                        "%s doesn't compute in %s on a %s."
                                .formatted(engine.name(), wanted.label(), gpu ? "GPU" : "CPU"),
                        "FACEGATE_INFERENCE_PRECISION is what embedders compute in.",
                        "leave it out: then it is found out what is quickest."));
            }
            return wanted;
        }
        return reduced.isEmpty() ? InferencePrecision.FLOAT32 : tried(engine, store, embedder, settings, reduced.get());
    }

    private InferencePrecision tried(
            EmbedderEngine engine,
            ModelStore store,
            ModelDescriptor embedder,
            InferenceSettings settings,
            InferencePrecision reduced) {
        KeptTrials.Conditions conditions = new KeptTrials.Conditions(
                embedder.id().value(),
                "%s %s".formatted(engine.name(), engine.version()),
                Processor.ofThisMachine(),
                settings.threads(),
                reduced);
        PrecisionTrial trial = kept.find(conditions).orElseGet(() -> {
            PrecisionTrial done = attempt(engine, store, embedder, settings, reduced);
            kept.keep(conditions, done);
            return done;
        });
        InferencePrecision chosen = trial.passed() ? reduced : InferencePrecision.FLOAT32;
        LOG.infof(
                "Embedder %s computes in %s: %s is %.2f times as fast as float32 here, and its embeddings have a cosine of at least %.4f to those",
                embedder.id(), chosen.label(), reduced.label(), trial.gain(), trial.leastCosine());
        return chosen;
    }

    private static PrecisionTrial attempt(
            EmbedderEngine engine,
            ModelStore store,
            ModelDescriptor embedder,
            InferenceSettings settings,
            InferencePrecision reduced) {
        try (EmbedderNetwork reference = engine.open(store, embedder, settings);
                EmbedderNetwork candidate = engine.open(store, embedder, settings.with(reduced))) {
            return PrecisionTrial.of(reference, candidate);
        }
    }
}
