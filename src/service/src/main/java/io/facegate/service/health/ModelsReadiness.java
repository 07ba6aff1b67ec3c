package io.facegate.service.health;

import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the models are verified, loaded and warm. It answers on the event loop, however busy the workers are. */
@Readiness
@Singleton
public final class ModelsReadiness implements AsyncHealthCheck {
    private final ModelCatalog catalog;
    private final ServedModels models;

    ModelsReadiness(ModelCatalog catalog, ServedModels models) {
        this.catalog = catalog;
        this.models = models;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("models")
                        .status(models.ready())
                        .withData("detector", catalog.detector().id().value())
                        .withData("embedder", catalog.embedder().id().value())
                        .build());
    }
}
