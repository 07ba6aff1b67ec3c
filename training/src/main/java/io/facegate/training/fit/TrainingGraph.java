package io.facegate.training.fit;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.fit.StepTrace.Part;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.EmbeddedBatch;
import io.facegate.training.loss.EmbeddingLoss;
import io.facegate.training.loss.LossValue;
import io.facegate.training.loss.LossWeights;
import io.facegate.training.loss.Moment;
import io.facegate.training.network.FaceNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A stage's graph and its session. A step is one run of it: augmentation, network, teacher, loss, gradients and update.
 * Whatever changes from step to step is fed, so nothing is built or traced again.
 */
final class TrainingGraph implements AutoCloseable {

    /**
     * What a stage's graph is made of.
     *
     * @param batchSize pictures in a step
     * @param faceSize side of what the network is given; faces are made smaller to it
     * @param teacher asked in each step; stays the caller's; null if the loss needs none, or the data set was taught
     * @param targetDimension length of the embeddings that the data set was taught; 0 if the loss needs none, or there is a teacher
     */
    record Plan(
            FaceNetwork network,
            CropGeometry geometry,
            int faceSize,
            Augmentation augmentation,
            EmbeddingLoss loss,
            BatchArrangement arrangement,
            int batchSize,
            TrainedParts trainedParts,
            AdamW optimizer,
            @Nullable Teacher teacher,
            int targetDimension,
            Precision precision,
            int threads,
            long seed) {}

    /**
     * What changes from step to step.
     *
     * @param step of the whole run, from 0; what is random in the step depends on it
     * @param stepOfStage from 0
     * @param lossScale what the loss is multiplied with while gradients are computed
     */
    record StepSettings(
            long step,
            long stepOfStage,
            int epoch,
            double margin,
            double backboneRate,
            double headRate,
            double lossScale) {}

    /**
     * What a step tells.
     *
     * @param gradientNorm before clipping; not finite if the step changed no weight
     */
    record StepResult(float loss, float active, float gradientNorm) {}

    private final Plan plan;
    private final Graph graph;
    private final Session session;
    private final Variables variables;
    private final Variables.SaveOp save;
    private final StepInputs inputs;
    private final LossValue value;
    private final Operand<TFloat32> gradientNorm;
    private final NoOp train;
    private final EvaluationGraph evaluation;

    TrainingGraph(Plan plan) {
        this.plan = plan;
        this.graph = new Graph();
        Ops tf = Ops.create(graph);
        this.variables = new Variables(tf);
        this.inputs = StepInputs.of(tf, plan);
        RandomStart random = new RandomStart(tf, plan.seed());
        AdamW.Rates rates = new AdamW.Rates(inputs.backboneRate(), inputs.headRate());

        Operand<TUint8> faces =
                plan.augmentation().apply(scope(tf, Part.AUGMENTATION), inputs.crops(), plan.geometry(), inputs.seed());
        NetworkParameters parameters = new NetworkParameters(
                variables, plan.network(), plan.trainedParts().parts(), random, rates, inputs.seed());
        Ops forward = scope(tf, Part.FORWARD);
        Operand<TFloat32> embeddings = plan.network().embed(forward, parameters, smaller(forward, faces, plan));
        LossWeights lossWeights = new LossParameters(tf, variables, random);
        Teacher teacher = plan.teacher();
        Moment moment = new Moment(inputs.margin(), inputs.epoch());
        this.value = plan.loss()
                .of(
                        scope(tf, Part.LOSS),
                        new EmbeddedBatch(
                                plan.arrangement(),
                                embeddings,
                                inputs.identities(),
                                teacher == null ? inputs.targets() : teacher.embed(scope(tf, Part.TEACHER), faces)),
                        moment,
                        lossWeights);

        AdamW.Step step = plan.optimizer()
                .minimize(
                        scope(tf, Part.OPTIMIZER),
                        graph,
                        variables,
                        value.loss(),
                        inputs.lossScale(),
                        trained(),
                        rates,
                        inputs.stepOfStage());
        this.gradientNorm = step.gradientNorm();
        List<Op> updates = new ArrayList<>(step.updates());
        updates.addAll(parameters.statisticsUpdates());
        this.train = tf.withControlDependencies(updates).noOp();

        NetworkParameters atInference =
                new NetworkParameters(variables, plan.network(), Set.of(), random, rates, inputs.seed());
        this.session = new Session(graph, plan.precision().session(plan.threads()));
        this.evaluation = new EvaluationGraph(tf, plan, atInference, lossWeights, moment, session);
        this.save = variables.saveOp();
        variables.initialize(session);
    }

    private static Ops scope(Ops tf, Part part) {
        return tf.withSubScope(part.scope());
    }

    private List<AdamW.Trained> trained() {
        List<AdamW.Trained> trained = new ArrayList<>();
        for (Variable variable : variables.ofKind(Variable.Kind.WEIGHT)) {
            trained.add(new AdamW.Trained(variable, plan.network().partOf(variable.name()) == FaceNetwork.Part.HEAD));
        }
        for (Variable variable : variables.ofKind(Variable.Kind.LOSS_WEIGHT)) {
            trained.add(new AdamW.Trained(variable, true));
        }
        return trained;
    }

    /** Faces as the network is given them in this stage: each pixel the mean of the area that it covers. */
    static Operand<TUint8> smaller(Ops tf, Operand<TUint8> faces, Plan plan) {
        int size = plan.faceSize();
        if (size == plan.geometry().faceSize()) {
            return faces;
        }
        Operand<TFloat32> means = tf.image.resizeArea(faces, tf.constant(new int[] {size, size}));
        return tf.dtypes.cast(tf.math.rint(means), TUint8.class);
    }

    /** The network as it is, for validation. */
    EvaluationGraph evaluation() {
        return evaluation;
    }

    Variables variables() {
        return variables;
    }

    Session session() {
        return session;
    }

    /**
     * Trains on a batch, which stays the caller's.
     */
    StepResult step(Batch batch, StepSettings settings) {
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

    /** Floating-point operations of a step. */
    double flops() {
        return Flops.of(graph, Part.FORWARD.scope(), Part.BACKWARD.scope());
    }

    private <T> T run(
            Batch batch, StepSettings settings, Function<Session.Runner, Result> runs, Function<Result, T> reads) {
        Session.Runner runner = session.runner()
                .addTarget(train)
                .fetch(value.loss())
                .fetch(value.active())
                .fetch(gradientNorm);
        try (StepInputs.Fed fed = inputs.feed(runner, batch, plan.seed(), settings);
                Result result = runs.apply(fed.runner())) {
            return reads.apply(result);
        }
    }

    private static float number(Result result, int index) {
        return ((TFloat32) result.get(index)).getFloat();
    }

    /** Writes all variables, those of the optimizer too. */
    void save(Path prefix) {
        save.run(session, prefix.toString());
    }

    /** Reads what {@link #save} of the same stage wrote. */
    void restore(Path prefix) {
        variables.restore(session, prefix.toString(), List.copyOf(variables.all()));
    }

    /** Begins with a network that was trained before; everything else is left as it is. */
    void startWith(TrainedNetwork trained) {
        Ops tf = Ops.create(graph);
        // all in one run: TensorFlow optimises the whole graph again for each other set of targets
        Session.Runner runner = session.runner();
        List<TFloat32> fed = new ArrayList<>();
        try {
            for (Variable variable : variables.all()) {
                if (variable.kind() != Variable.Kind.SLOT && variable.kind() != Variable.Kind.LOSS_WEIGHT) {
                    Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
                    float[] values = trained.read(variable.name(), variable.shape());
                    TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(values, true, false));
                    fed.add(tensor);
                    runner.feed(value, tensor).addTarget(tf.assignVariableOp(variable.handle(), value));
                }
            }
            runner.run().close();
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
