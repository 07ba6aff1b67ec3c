package io.facegate.training.detection.distillation;

import io.facegate.training.detection.CandidateCrops;
import io.facegate.training.detection.Normalization;
import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.detection.ProposalNetwork;
import io.facegate.training.detection.RefinementNetwork;
import io.facegate.training.fit.Variables;
import io.facegate.training.network.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The training of one network as a graph: a scene in; crops, the teacher's answers, the student's, loss, gradients and
 * update in one run.
 */
final class StageGraph implements Learner<byte[]> {
    private final int side;
    private final long seed;
    private final NetworkTraining training;
    private final Placeholder<TUint8> scene;
    private final Placeholder<TInt64> seeds;
    private final List<Operand<TFloat32>> figures;

    /**
     * @param teacher parameters of all its networks
     * @param student parameters of the networks before this one, as they were trained
     * @param start this one's to begin with; null for random ones
     */
    StageGraph(
            Stage stage,
            DetectorSettings settings,
            Map<Stage, Parameters> teacher,
            Map<Stage, Parameters> student,
            @Nullable Parameters start) {
        DetectorSettings.StageSettings own = settings.ofScenes(stage);
        this.side = own.scene().side();
        this.seed = settings.seed();
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        Variables variables = new Variables(tf);
        this.scene = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(side, side, 3)));
        this.seeds = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));

        Operand<TFloat32> pixels = tf.stopGradient(
                switch (stage) {
                    case PROPOSAL ->
                        Normalization.normalize(
                                tf, tf.dtypes.cast(tf.expandDims(scene, tf.constant(0)), TFloat32.class));
                    case REFINEMENT ->
                        crops(own, RefinementNetwork.SIDE)
                                .cut(tf, scene, List.of(proposing(student), proposing(teacher)), seeds);
                    case OUTPUT ->
                        crops(own, OutputNetwork.SIDE)
                                .cut(tf, scene, List.of(refining(student), refining(teacher)), seeds);
                    case LANDMARKS -> throw new IllegalArgumentException("It learns from crops, not from scenes");
                });
        NetworkAnswers expected = NetworkAnswers.of(tf, stage, of(teacher, stage), pixels);
        NetworkAnswers answers = NetworkAnswers.of(
                tf, stage, new TrainedParameters(variables, settings.seed() + stage.ordinal(), start), pixels);
        DetectionLoss.Value loss = new DetectionLoss(
                        settings.hardest(), settings.boxWeight(), settings.landmarkWeight())
                .of(tf, answers, expected);
        this.figures =
                StageFigures.operands(tf, loss, DetectionLoss.faces(tf, answers), DetectionLoss.faces(tf, expected));
        this.training = new NetworkTraining(graph, variables, loss.loss(), settings);
    }

    private static CandidateCrops crops(DetectorSettings.StageSettings settings, int cropSide) {
        return new CandidateCrops(settings.scene().side(), settings.smallestFace(), cropSide, settings.crops());
    }

    private static CandidateCrops.Cascade proposing(Map<Stage, Parameters> networks) {
        return new CandidateCrops.Cascade(new ProposalNetwork(of(networks, Stage.PROPOSAL)), null);
    }

    private static CandidateCrops.Cascade refining(Map<Stage, Parameters> networks) {
        return new CandidateCrops.Cascade(
                new ProposalNetwork(of(networks, Stage.PROPOSAL)),
                new RefinementNetwork(of(networks, Stage.REFINEMENT)));
    }

    private static Parameters of(Map<Stage, Parameters> networks, Stage stage) {
        Parameters parameters = networks.get(stage);
        if (parameters == null) {
            throw new IllegalArgumentException("There is no %s network yet".formatted(stage.label()));
        }
        return parameters;
    }

    @Override
    public StageFigures step(byte[] pixels, long step, double learningRate) {
        return training.step(step, learningRate, runner -> run(pixels, step, runner));
    }

    @Override
    public StageFigures measure(byte[] pixels, long number) {
        return training.measure(runner -> run(pixels, number, runner));
    }

    private StageFigures run(byte[] pixels, long number, Session.Runner runner) {
        figures.forEach(runner::fetch);
        try (TUint8 image = TUint8.tensorOf(
                        Shape.of(side, side, 3),
                        tensor -> tensor.asRawTensor().data().write(pixels));
                TInt64 seedValues = TInt64.vectorOf(seed, number);
                Result result =
                        runner.feed(scene, image).feed(seeds, seedValues).run()) {
            return StageFigures.of(result);
        }
    }

    @Override
    public void save(Path prefix) {
        training.save(prefix);
    }

    @Override
    public void restore(Path prefix) {
        training.restore(prefix);
    }

    @Override
    public void close() {
        training.close();
    }
}
