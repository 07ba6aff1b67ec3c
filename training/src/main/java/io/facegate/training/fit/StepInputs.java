package io.facegate.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** What a step is fed with. */
record StepInputs(
        Placeholder<TUint8> crops,
        Placeholder<TInt32> identities,
        @Nullable Placeholder<TFloat32> targets,
        Placeholder<TInt64> seed,
        Placeholder<TFloat32> stepOfStage,
        Placeholder<TInt32> epoch,
        Placeholder<TFloat32> margin,
        Placeholder<TFloat32> backboneRate,
        Placeholder<TFloat32> headRate,
        Placeholder<TFloat32> lossScale) {

    static StepInputs of(Ops tf, StagePlan plan) {
        int side = plan.geometry().cropSize();
        return new StepInputs(
                tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(plan.batchSize(), side, side, 3))),
                tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(plan.batchSize()))),
                plan.targetDimension() == 0
                        ? null
                        : tf.placeholder(
                                TFloat32.class, Placeholder.shape(Shape.of(plan.batchSize(), plan.targetDimension()))),
                tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2))),
                scalar(tf),
                tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar())),
                scalar(tf),
                scalar(tf),
                scalar(tf),
                scalar(tf));
    }

    private static Placeholder<TFloat32> scalar(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }

    /** A run that is fed, and the tensors that were made for it; owns them. */
    record Fed(Session.Runner runner, List<Tensor> tensors) implements AutoCloseable {
        private <T extends Tensor> void feed(Operand<?> input, T value) {
            tensors.add(value);
            runner.feed(input, value);
        }

        @Override
        public void close() {
            tensors.forEach(Tensor::close);
        }
    }

    /**
     * @param batch stays the caller's
     * @param runSeed of the run; what is random in the step depends on it and the step's number
     */
    Fed feed(Session.Runner runner, Batch batch, long runSeed, StepSettings settings) {
        runner.feed(crops, batch.crops()).feed(identities, batch.identities());
        if (targets != null) {
            runner.feed(targets, Objects.requireNonNull(batch.targets()));
        }
        Fed fed = new Fed(runner, new ArrayList<>());
        fed.feed(seed, TInt64.vectorOf(runSeed, settings.step()));
        fed.feed(stepOfStage, TFloat32.scalarOf(settings.stepOfStage() + 1));
        fed.feed(epoch, TInt32.scalarOf(settings.epoch()));
        fed.feed(margin, TFloat32.scalarOf((float) settings.margin()));
        fed.feed(backboneRate, TFloat32.scalarOf((float) settings.backboneRate()));
        fed.feed(headRate, TFloat32.scalarOf((float) settings.headRate()));
        fed.feed(lossScale, TFloat32.scalarOf((float) settings.lossScale()));
        return fed;
    }
}
