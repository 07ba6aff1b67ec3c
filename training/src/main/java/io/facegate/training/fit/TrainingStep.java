package io.facegate.training.fit;

import io.facegate.training.loss.LossValue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * A step of a {@link TrainingGraph}: one run of its session. Whatever changes from step to step is fed, so nothing is built
 * or traced again. Batches stay the caller's.
 *
 * @param train what changes the variables
 */
record TrainingStep(
        Session session, StepInputs inputs, long seed, LossValue value, Operand<TFloat32> gradientNorm, NoOp train) {

    /** Trains on a batch. */
    StepResult run(Batch batch, StepSettings settings) {
        return run(
                batch,
                settings,
                Session.Runner::run,
                result -> new StepResult(number(result, 0), number(result, 1), number(result, 2)));
    }

    /** The same, and how long its operations took. */
    StepTrace traced(Batch batch, StepSettings settings) {
        RunOptions options = RunOptions.newBuilder()
                .setTraceLevel(RunOptions.TraceLevel.FULL_TRACE)
                .build();
        return run(
                batch,
                settings,
                runner -> runner.setOptions(options).runAndFetchMetadata(),
                result -> StepTrace.of(result.getMetadata().orElseThrow().getStepStats()));
    }

    /** The same, and how long TensorFlow alone took, in nanoseconds: the rest goes into tensors for it, and what it gives. */
    long timed(Batch batch, StepSettings settings) {
        AtomicLong nanos = new AtomicLong();
        return run(
                batch,
                settings,
                runner -> {
                    long start = System.nanoTime();
                    Result result = runner.run();
                    nanos.set(System.nanoTime() - start);
                    return result;
                },
                result -> nanos.get());
    }

    private <T> T run(
            Batch batch, StepSettings settings, Function<Session.Runner, Result> runs, Function<Result, T> reads) {
        Session.Runner runner = session.runner()
                .addTarget(train)
                .fetch(value.loss())
                .fetch(value.active())
                .fetch(gradientNorm);
        try (StepInputs.Fed fed = inputs.feed(runner, batch, seed, settings);
                Result result = runs.apply(fed.runner())) {
            return reads.apply(result);
        }
    }

    private static float number(Result result, int index) {
        return ((TFloat32) result.get(index)).getFloat();
    }
}
