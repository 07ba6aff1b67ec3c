package io.facegate.service;

import io.facegate.service.config.InferenceConfig;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Threshold;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.vision.model.PopulationKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Before the port opens: thresholds are drawn, models are verified, loaded and warmed, or the process ends and says why.
 * After it was closed: what is queued is still computed, and then the models are closed.
 */
@Singleton
final class ServiceLifecycle {
    private static final Logger LOG = Logger.getLogger(ServiceLifecycle.class);

    void start(
            @Observes StartupEvent event,
            ModelCatalog catalog,
            DecisionPolicy policy,
            Thresholds thresholds,
            InferenceExecutor executor,
            ServedModels models) {
        giveBackWhatLoadingTook();
        LOG.infof(
                "Detector %s and embedder %s (%d values) are loaded and warm",
                catalog.detector().id(),
                catalog.embedder().id(),
                models.pipeline().embedder().dimension());
        LOG.infof(
                "access_granted from score %s, email_verification from %s",
                described(policy.grant()), described(policy.stepUp()));
        catalog.embedders().stream().skip(1).forEach(embedder -> {
            DecisionPolicy own = thresholds.at(embedder.id(), PopulationKind.GROWN, null);
            LOG.infof(
                    "Embedder %s is served too: access_granted from score %s, email_verification from %s",
                    embedder.id(), described(own.grant()), described(own.stepUp()));
        });
    }

    /** Some 200 MB of graphs with their weights went through the heap, which never needs as much again. */
    private static void giveBackWhatLoadingTook() {
        System.gc();
    }

    private static String described(Threshold threshold) {
        Double falseMatchRate = threshold.falseMatchRate();
        return falseMatchRate == null
                ? "%.4f (set by configuration)".formatted(threshold.score())
                : "%.4f (false match rate %s)".formatted(threshold.score(), falseMatchRate);
    }

    void stop(@Observes ShutdownEvent event, InferenceExecutor executor, ServedModels models, InferenceConfig config)
            throws InterruptedException {
        if (executor.drain(config.drainTimeout())) {
            models.close();
        } else {
            LOG.warnf("Still computing after %s; the models are left open for it", config.drainTimeout());
        }
    }
}
