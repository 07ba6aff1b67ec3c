package io.facegate.service.tracing;

import io.facegate.service.code.Codes;
import io.facegate.vision.Stage;
import io.facegate.vision.StageListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Spans of what a request waits for: stages of the pipeline, operations of the database. Outside of a request there are none. */
@Singleton
public final class Spans implements StageListener {
    static final String SCOPE = "io.facegate";

    private final Tracer tracer;

    Spans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer(SCOPE);
    }

    @Override
    public Running begins(Stage stage) {
        Context asker = Context.current();
        long start = System.nanoTime();
        return () -> ended(asker, Codes.of(stage), System.nanoTime() - start);
    }

    /**
     * Something that ends now.
     *
     * @param asker whose span it belongs to
     * @param name a word of this program
     * @param nanoseconds that it took
     */
    public void ended(Context asker, String name, long nanoseconds) {
        if (Span.fromContext(asker).isRecording()) {
            Instant now = Instant.now();
            tracer.spanBuilder(name)
                    .setParent(asker)
                    .setStartTimestamp(now.minusNanos(nanoseconds))
                    .startSpan()
                    .end(now);
        }
    }
}
