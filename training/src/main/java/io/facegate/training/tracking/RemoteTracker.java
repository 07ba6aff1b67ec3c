package io.facegate.training.tracking;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** Services for experiments that a run can be told to. */
public enum RemoteTracker {
    WANDB {
        @Override
        TrackingService service(RunDescription run, Path folder, Map<String, String> environment) {
            return new WandbService(run, folder, environment.getOrDefault("FACEGATE_PYTHON", "python3"), environment);
        }
    },
    MLFLOW {
        @Override
        TrackingService service(RunDescription run, Path folder, Map<String, String> environment) {
            return new MlflowService(run, folder, environment, InstantSource.system(), PAUSE);
        }
    };

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    abstract TrackingService service(RunDescription run, Path folder, Map<String, String> environment);

    /**
     * @param folder of the run
     * @param notices for people: where the run can be seen, and what went wrong; from any thread
     */
    public ExperimentTracker open(RunDescription run, Path folder, Consumer<String> notices) {
        return new BackgroundTracker(
                service(run, folder, System.getenv()),
                BackgroundTracker.CAPACITY,
                PATIENCE,
                InstantSource.system(),
                notices);
    }
}
