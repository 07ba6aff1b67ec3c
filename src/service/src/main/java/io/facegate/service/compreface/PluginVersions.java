package io.facegate.service.compreface;

import io.facegate.service.inference.ModelCatalog;
import io.facegate.vision.model.ModelId;
import jakarta.inject.Singleton;
import java.util.Map;

/** What CompreFace calls plugins: the models that an answer was made with. */
@Singleton
final class PluginVersions {
    private static final String DETECTOR = "detector";
    private static final String CALCULATOR = "calculator";

    private final String detector;

    PluginVersions(ModelCatalog catalog) {
        this.detector = catalog.detector().id().value();
    }

    Map<String, String> ofDetection() {
        return Map.of(DETECTOR, detector);
    }

    Map<String, String> with(ModelId embedder) {
        return Map.of(DETECTOR, detector, CALCULATOR, embedder.value());
    }
}
