package io.facegate.service.metrics;

import io.facegate.service.code.Codes;
import io.facegate.vision.Stage;
import io.facegate.vision.StageListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code face_inference_seconds{stage}}: what each stage of the pipeline takes for a picture, without waiting for a worker. */
@Singleton
public final class StageTimers implements StageListener {
    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);

    StageTimers(MeterRegistry registry) {
        for (Stage stage : Stage.values()) {
            timers.put(
                    stage,
                    Timer.builder("face.inference")
                            .description("What a stage of the pipeline takes for a picture")
                            .tag("stage", Codes.of(stage))
                            .serviceLevelObjectives(Buckets.COMPUTATION)
                            .register(registry));
        }
    }

    @Override
    @SuppressWarnings("NullAway") // every stage has one
    public Running begins(Stage stage) {
        long start = System.nanoTime();
        return () -> timers.get(stage).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
}
