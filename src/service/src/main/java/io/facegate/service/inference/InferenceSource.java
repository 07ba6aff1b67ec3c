package io.facegate.service.inference;

import io.facegate.service.config.InferenceConfig;
import io.facegate.service.config.StartupProblem;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the executor that the operator asked for. */
@Singleton
final class InferenceSource {
    @Produces
    @Singleton
    InferenceExecutor executor(InferenceConfig config) {
        try {
            return new InferenceExecutor(
                    config.workers().orElseGet(() -> Runtime.getRuntime().availableProcessors()), config.queueSize());
        } catch (IllegalArgumentException e) {
            throw StartupProblem.of(e);
        }
    }
}
