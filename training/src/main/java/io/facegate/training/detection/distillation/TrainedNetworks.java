package io.facegate.training.detection.distillation;

import io.facegate.training.network.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What a run has made of each network so far, or has taken over as it was. */
record TrainedNetworks(Map<Stage, Parameters> byStage) {
    TrainedNetworks {
        byStage = Map.copyOf(byStage);
    }

    /**
     * @param folder of the run
     */
    static TrainedNetworks of(Path folder, DetectorSettings settings) throws IOException {
        Map<Stage, Parameters> networks = new EnumMap<>(Stage.class);
        networks.putAll(StartingDetector.read(settings.start()));
        for (Stage stage : Stage.values()) {
            if (settings.steps(stage) > 0) {
                networks.put(stage, DetectorFitter.trained(folder, stage));
            }
        }
        return new TrainedNetworks(networks);
    }

    boolean has(Stage stage) {
        return byStage.containsKey(stage);
    }

    Parameters of(Stage stage) {
        Parameters parameters = byStage.get(stage);
        if (parameters == null) {
            throw new IllegalArgumentException("There is no %s network".formatted(stage.label()));
        }
        return parameters;
    }
}
