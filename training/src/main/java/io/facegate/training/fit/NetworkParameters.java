package io.facegate.training.fit;

import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.Initializer;
import io.facegate.training.network.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A network's parameters as variables. One of these builds the network for training; another one over the same
 * variables, with no trained parts, builds it for evaluation.
 */
final class NetworkParameters implements TrainingParameters {
    /** What the moving averages keep of themselves in a step. */
    private static final float STATISTICS_MOMENTUM = 0.9f;

    private final Variables variables;
    private final FaceNetwork network;
    private final Set<FaceNetwork.Part> trainedParts;
    private final RandomStart random;
    private final Averaging averaging;
    private final AdamW.Rates rates;
    private final Operand<TInt64> stepSeed;
    private final List<Op> statisticsUpdates = new ArrayList<>();

    /**
     * @param trainedParts of the network; the others, with their statistics, stay as they are
     * @param random gives the first values
     * @param averaging of what is trained
     * @param rates of a step: with a rate of 0, statistics stay too
     * @param stepSeed {@code [2]}, what dropout depends on
     */
    NetworkParameters(
            Variables variables,
            FaceNetwork network,
            Set<FaceNetwork.Part> trainedParts,
            RandomStart random,
            Averaging averaging,
            AdamW.Rates rates,
            Operand<TInt64> stepSeed) {
        this.variables = variables;
        this.network = network;
        this.trainedParts = Set.copyOf(trainedParts);
        this.random = random;
        this.averaging = averaging;
        this.rates = rates;
        this.stepSeed = stepSeed;
    }

    /** Move the averages towards the statistics of the batch. */
    List<Op> statisticsUpdates() {
        return List.copyOf(statisticsUpdates);
    }

    @Override
    public boolean trains(String layer) {
        return trainedParts.contains(network.partOf(layer));
    }

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        return trains(name)
                ? fitted(name, Variable.Kind.WEIGHT, shape, initializer).value()
                : variable(name, name, Variable.Kind.FROZEN, shape, initializer).value();
    }

    /** What steps move, beside its average if there is to be one. */
    private Variable fitted(String name, Variable.Kind kind, Shape shape, Initializer initializer) {
        if (!averaging.isNone()) {
            variable(name, name, Variable.Kind.AVERAGE, shape, initializer);
        }
        return variable(averaging.fitted(name), name, kind, shape, initializer);
    }

    private Variable variable(
            String variable, String parameter, Variable.Kind kind, Shape shape, Initializer initializer) {
        return variables.get(variable, kind, shape, () -> first(parameter, shape, initializer));
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return variable(name, name, Variable.Kind.STATISTIC, shape, initializer).value();
    }

    @Override
    public Operand<TFloat32> normalizeByBatch(
            Ops tf,
            String norm,
            Operand<TFloat32> map,
            Operand<TFloat32> gamma,
            Operand<TFloat32> beta,
            float epsilon) {
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> normalized = tf.nn.fusedBatchNorm(
                map, gamma, beta, none, none, FusedBatchNorm.isTraining(true), FusedBatchNorm.epsilon(epsilon));
        Shape shape = gamma.shape();
        Operand<TFloat32> rate = network.partOf(norm) == FaceNetwork.Part.HEAD ? rates.head() : rates.backbone();
        Operand<TFloat32> share = tf.math.mul(tf.math.sign(rate), tf.constant(1 - STATISTICS_MOMENTUM));
        gather(tf, gathered(norm + "/mean", shape, Initializer.ZEROS), normalized.batchMean(), share);
        gather(tf, gathered(norm + "/variance", shape, Initializer.ONES), normalized.batchVariance(), share);
        return normalized.y();
    }

    private Variable gathered(String name, Shape shape, Initializer initializer) {
        return fitted(name, Variable.Kind.STATISTIC, shape, initializer);
    }

    private void gather(Ops tf, Variable statistic, Operand<TFloat32> ofBatch, Operand<TFloat32> share) {
        Operand<TFloat32> difference = tf.math.sub(statistic.value(), ofBatch);
        statisticsUpdates.add(tf.assignSubVariableOp(statistic.handle(), tf.math.mul(difference, share)));
    }

    @Override
    public Operand<TFloat32> dropout(Ops tf, String layer, Operand<TFloat32> values, float rate) {
        Operand<TInt64> layerSeed = tf.math.add(stepSeed, tf.constant(new long[] {layer.hashCode(), 0}));
        Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(values), layerSeed);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant(rate)), TFloat32.class);
        return tf.math.mul(values, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
    }

    private Operand<TFloat32> first(String name, Shape shape, Initializer initializer) {
        return switch (initializer) {
            case ZEROS -> random.filled(shape, 0);
            case ONES -> random.filled(shape, 1);
            case QUARTERS -> random.filled(shape, 0.25f);
            case HE_NORMAL -> random.normal(name, shape, Math.sqrt(2.0 * outputs(shape) / shape.size()));
        };
    }

    private static long outputs(Shape kernel) {
        return kernel.get(kernel.numDimensions() - 1);
    }
}
