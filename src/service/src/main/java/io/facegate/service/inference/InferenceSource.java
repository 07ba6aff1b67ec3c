package io.facegate.service.inference;

import io.facegate.service.config.ImagesConfig;
import io.facegate.service.config.InferenceConfig;
import io.facegate.service.config.StartupProblem;
import io.facegate.vision.embedding.EmbedderEngine;
import io.facegate.vision.embedding.EmbedderEngines;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the executor that the operator asked for, and shows it: {@code face_inference_queue_depth} is what replicas are
 * added by.
 */
@Singleton
final class InferenceSource {
    @Produces
    @Singleton
    InferenceExecutor executor(InferenceConfig config, ImagesConfig images, MeterRegistry registry) {
        try {
            InferenceExecutor executor = new InferenceExecutor(
                    workers(config),
                    config.queueSize(),
                    1 + config.largePicture(),
                    config.maximumWait(),
                    images.maximumPixels());
            Gauge.builder("face.inference.queue.depth", executor, InferenceExecutor::queued)
                    .description("What the requests that wait for an inference worker cost, in small pictures")
                    .register(registry);
            Gauge.builder("face.inference.queue.capacity", executor, InferenceExecutor::queueSize)
                    .description(
                            "How much small pictures may wait, and as much of large ones; what exceeds it is answered 503")
                    .register(registry);
            return executor;
        } catch (IllegalArgumentException e) {
            throw StartupProblem.of(e, "FACEGATE_INFERENCE_... decide it.", "leave them out.");
        }
    }

    /** The library that the operator chose for embedders. */
    @Produces
    @Singleton
    EmbedderEngine engine(InferenceConfig config) {
        try {
            return EmbedderEngines.named(config.engine());
        } catch (IllegalArgumentException e) {
            throw StartupProblem.of(
                    e,
                    "FACEGATE_INFERENCE_ENGINE is the library that runs embedders.",
                    "leave it out, or build without -Dfacegate.without.onnxruntime.");
        }
    }

    static int workers(InferenceConfig config) {
        return config.workers().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }
}
