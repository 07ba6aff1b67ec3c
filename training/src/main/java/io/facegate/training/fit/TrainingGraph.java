package io.facegate.training.fit;

import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.fit.StepTrace.Part;
import io.facegate.training.loss.EmbeddedBatch;
import io.facegate.training.loss.LossValue;
import io.facegate.training.loss.LossWeights;
import io.facegate.training.loss.Moment;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.Widening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A stage's graph and its session: augmentation, network, teacher, loss, gradients and update, which a
 * {@link TrainingStep} runs, and the same network as it is validated.
 */
final class TrainingGraph implements AutoCloseable {
    private final Graph graph;
    private final long seed;
    private final Session session;
    private final Variables variables;
    private final Variables.SaveOp save;
    private final TrainingStep step;
    private final EvaluationGraph evaluation;

    TrainingGraph(StagePlan plan) {
        this.graph = new Graph();
        this.seed = plan.seed();
        Ops tf = Ops.create(graph);
        this.variables = new Variables(tf);
        StepInputs inputs = StepInputs.of(tf, plan);
        RandomStart random = new RandomStart(tf, plan.seed());
        AdamW.Rates rates = new AdamW.Rates(inputs.backboneRate(), inputs.headRate());

        int side = plan.teacher() == null ? plan.faceSize() : plan.geometry().faceSize();
        Operand<TUint8> faces = plan.augmentation()
                .apply(scope(tf, Part.AUGMENTATION), inputs.crops(), plan.geometry(), side, inputs.seed());
        NetworkParameters parameters = new NetworkParameters(
                variables, plan.network(), plan.trainedParts().parts(), random, plan.averaging(), rates, inputs.seed());
        Ops forward = scope(tf, Part.FORWARD);
        Operand<TFloat32> embeddings = plan.network().embed(forward, parameters, plan.smaller(forward, faces));
        LossWeights lossWeights = new LossParameters(tf, variables, random);
        Teacher teacher = plan.teacher();
        Moment moment = new Moment(inputs.margin(), inputs.epoch());
        LossValue value = plan.loss()
                .of(
                        scope(tf, Part.LOSS),
                        new EmbeddedBatch(
                                plan.arrangement(),
                                embeddings,
                                inputs.identities(),
                                teacher == null ? inputs.targets() : teacher.embed(scope(tf, Part.TEACHER), faces)),
                        moment,
                        lossWeights);

        AdamW.Step update = plan.optimizer()
                .minimize(
                        scope(tf, Part.OPTIMIZER),
                        graph,
                        variables,
                        value.loss(),
                        inputs.lossScale(),
                        trained(plan.network()),
                        rates,
                        inputs.stepOfStage());
        List<Op> updates = new ArrayList<>(update.updates());
        updates.addAll(parameters.statisticsUpdates());
        updates.addAll(plan.averaging()
                .updates(scope(tf, Part.OPTIMIZER), variables, List.copyOf(updates), inputs.stepOfStage()));

        NetworkParameters atInference = new NetworkParameters(
                variables, plan.network(), Set.of(), random, Averaging.NONE, rates, inputs.seed());
        this.session = new Session(graph, plan.precision().session(plan.threads()));
        this.step = new TrainingStep(
                session,
                inputs,
                plan.seed(),
                value,
                update.gradientNorm(),
                tf.withControlDependencies(updates).noOp());
        this.evaluation = new EvaluationGraph(tf, plan, atInference, lossWeights, moment, session);
        this.save = variables.saveOp();
        variables.initialize(session);
    }

    private static Ops scope(Ops tf, Part part) {
        return tf.withSubScope(part.scope());
    }

    private List<AdamW.Trained> trained(FaceNetwork network) {
        List<AdamW.Trained> trained = new ArrayList<>();
        for (Variable variable : variables.ofKind(Variable.Kind.WEIGHT)) {
            trained.add(new AdamW.Trained(variable, network.partOf(variable.name()) == FaceNetwork.Part.HEAD));
        }
        for (Variable variable : variables.ofKind(Variable.Kind.LOSS_WEIGHT)) {
            trained.add(new AdamW.Trained(variable, true));
        }
        return trained;
    }

    TrainingStep step() {
        return step;
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

    /** Floating-point operations of a step. */
    double flops() {
        return Flops.of(graph, Part.FORWARD.scope(), Part.BACKWARD.scope());
    }

    /** Writes all variables, those of the optimizer too. */
    void save(Path prefix) {
        save.run(session, prefix.toString());
    }

    /** Reads what {@link #save} of the same stage wrote. */
    void restore(Path prefix) {
        variables.restore(session, prefix.toString(), List.copyOf(variables.all()));
    }

    /**
     * Begins with a network that was trained before, widened if this one is wider; everything else is left as it is.
     *
     * @throws io.facegate.training.TrainingException if it is no narrower form of this one
     */
    void startWith(TrainedNetwork trained) {
        variables.assign(session, new WidenedStart(trained, new Widening(seed))::read);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
