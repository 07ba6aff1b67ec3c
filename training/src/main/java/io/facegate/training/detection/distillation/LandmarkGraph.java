package io.facegate.training.detection.distillation;

import io.facegate.training.detection.LandmarkNetwork;
import io.facegate.training.detection.Normalization;
import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.fit.Variables;
import io.facegate.training.network.Parameters;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The training of the landmark network as a graph. Its loss is the mean distance of the landmarks, not its square: what
 * is said of it in the end is a mean distance, too, and the teacher's few great mistakes don't lead it astray.
 */
final class LandmarkGraph implements Learner<LandmarkLessons.Lesson> {
    /** In crop sides: below it, a distance counts by its square, so that its gradient doesn't jump at 0. */
    private static final float SMOOTH = 0.004f;

    private final NetworkTraining training;
    private final Placeholder<TUint8> crops;
    private final Placeholder<TFloat32> landmarks;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> squaredError;

    /**
     * @param start weights to begin with; null for random ones
     */
    LandmarkGraph(DetectorSettings settings, @Nullable Parameters start) {
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        Variables variables = new Variables(tf);
        int side = LandmarkNetwork.SIDE;
        int coordinates = OutputNetwork.LANDMARK_COORDINATES;
        this.crops = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, side, side, 3)));
        this.landmarks = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, coordinates)));

        Operand<TFloat32> answers = new LandmarkNetwork(
                        new TrainedParameters(variables, settings.seed() + Stage.LANDMARKS.ordinal(), start))
                .apply(tf, Normalization.normalize(tf, tf.dtypes.cast(crops, TFloat32.class)));
        // [N, 2, 5]: x and y apart
        Operand<TFloat32> squares = tf.reshape(
                tf.math.squaredDifference(answers, landmarks), tf.constant(new int[] {-1, 2, coordinates / 2}));
        Operand<TFloat32> squaredDistances = tf.reduceSum(squares, tf.constant(1));
        this.loss = tf.math.mean(
                tf.math.sqrt(tf.math.add(squaredDistances, tf.constant(SMOOTH * SMOOTH))),
                tf.constant(new int[] {0, 1}));
        this.squaredError = tf.math.mean(tf.reduceSum(squaredDistances, tf.constant(1)), tf.constant(0));
        this.training = new NetworkTraining(graph, variables, loss, settings);
    }

    @Override
    public StageFigures step(LandmarkLessons.Lesson lesson, long step, double learningRate) {
        return training.step(step, learningRate, runner -> run(lesson, runner));
    }

    @Override
    public StageFigures measure(LandmarkLessons.Lesson lesson, long number) {
        return training.measure(runner -> run(lesson, runner));
    }

    private StageFigures run(LandmarkLessons.Lesson lesson, Session.Runner runner) {
        try (TUint8 pixels = TUint8.tensorOf(
                        Shape.of(lesson.crops(), LandmarkNetwork.SIDE, LandmarkNetwork.SIDE, 3),
                        tensor -> tensor.asRawTensor().data().write(lesson.pixels()));
                TFloat32 expected = TFloat32.tensorOf(
                        Shape.of(lesson.crops(), OutputNetwork.LANDMARK_COORDINATES),
                        DataBuffers.of(lesson.landmarks(), true, false));
                Result result = runner.feed(crops, pixels)
                        .feed(landmarks, expected)
                        .fetch(loss)
                        .fetch(squaredError)
                        .run()) {
            return StageFigures.ofLandmarks(
                    ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat(), lesson.crops());
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
