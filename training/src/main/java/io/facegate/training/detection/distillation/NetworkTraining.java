package io.facegate.training.detection.distillation;

import io.facegate.training.fit.AdamW;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.Variable;
import io.facegate.training.fit.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** By AdamW, on a loss: what the training of each of the detector's networks has in common. */
final class NetworkTraining implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    private final Graph graph;
    private final Session session;
    private final Variables variables;
    private final Variables.SaveOp save;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> stepNumber;
    private final NoOp train;

    /**
     * @param graph with the network and its loss; this takes its ownership
     * @param variables the network's, with their first values from here on
     */
    NetworkTraining(Graph graph, Variables variables, Operand<TFloat32> loss, DetectorSettings settings) {
        Ops tf = Ops.create(graph);
        this.graph = graph;
        this.variables = variables;
        this.rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        this.stepNumber = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        AdamW.Step step = new AdamW(settings.weightDecay(), settings.clipNorm(), BETA1, BETA2)
                .minimize(
                        tf,
                        graph,
                        variables,
                        loss,
                        tf.constant(1f),
                        variables.ofKind(Variable.Kind.WEIGHT).stream()
                                .map(variable -> new AdamW.Trained(variable, false))
                                .toList(),
                        new AdamW.Rates(rate, rate),
                        stepNumber);
        this.train = tf.withControlDependencies(step.updates()).noOp();
        this.session = new Session(graph, Precision.FLOAT32.session(settings.threads()));
        this.save = variables.saveOp();
        variables.initialize(session);
    }

    /**
     * Updates the weights once.
     *
     * @param step how many were before
     * @param run feeds and fetches what is the network's own, and runs
     */
    <T> T step(long step, double learningRate, Function<Session.Runner, T> run) {
        try (TFloat32 rateValue = TFloat32.scalarOf((float) learningRate);
                TFloat32 number = TFloat32.scalarOf(step + 1)) {
            return run.apply(session.runner()
                    .feed(rate, rateValue)
                    .feed(stepNumber, number)
                    .addTarget(train));
        }
    }

    /** As {@link #step}, without an update. */
    <T> T measure(Function<Session.Runner, T> run) {
        return run.apply(session.runner());
    }

    void save(Path prefix) {
        save.run(session, prefix.toString());
    }

    void restore(Path prefix) {
        variables.restore(session, prefix.toString(), List.copyOf(variables.all()));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
