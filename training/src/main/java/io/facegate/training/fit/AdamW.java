package io.facegate.training.fit;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): the decay is a step of its own, in proportion to the
 * learning rate, and does not pass through the moments. Vectors (norms, biases, slopes) don't decay.
 *
 * <p>Gradients are clipped by their common norm. A step whose gradients are not finite changes no weight.
 *
 * @param weightDecay share of a weight that a step with a learning rate of 1 would take
 * @param clipNorm largest norm of all gradients together
 * @param beta1 of the first moment
 * @param beta2 of the second moment
 */
public record AdamW(float weightDecay, float clipNorm, float beta1, float beta2) {
    private static final float EPSILON = 1e-8f;

    public AdamW {
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weightDecay (%s) must not be negative".formatted(weightDecay));
        }
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("clipNorm (%s) must be positive".formatted(clipNorm));
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "beta1 (%s) and beta2 (%s) must be at least 0 and below 1".formatted(beta1, beta2));
        }
    }

    /**
     * What a step does, and what it tells.
     *
     * @param updates change the weights
     * @param gradientNorm scalar, before clipping; not finite if the step changes nothing
     */
    public record Step(List<Op> updates, Operand<TFloat32> gradientNorm) {}

    /** The learning rates, scalars. The backbone's is for the network but its head. */
    public record Rates(Operand<TFloat32> backbone, Operand<TFloat32> head) {}

    /** A variable, and whether the head's rate is for it. */
    public record Trained(Variable variable, boolean head) {}

    /**
     * @param loss scalar
     * @param scale scalar that the loss is multiplied with while gradients are computed
     * @param stepNumber scalar, from 1
     */
    public Step minimize(
            Ops tf,
            Graph graph,
            Variables variables,
            Operand<TFloat32> loss,
            Operand<TFloat32> scale,
            List<Trained> trained,
            Rates rates,
            Operand<TFloat32> stepNumber) {
        Output<?>[] gradients = graph.addGradients(
                tf.math.mul(loss, scale).asOutput(),
                trained.stream().map(each -> each.variable().value().asOutput()).toArray(Output<?>[]::new));
        List<Operand<TFloat32>> halfSquares = new ArrayList<>();
        for (Output<?> gradient : gradients) {
            halfSquares.add(tf.nn.l2Loss(single(gradient)));
        }
        Operand<TFloat32> norm =
                tf.math.div(tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f))), scale);
        Operand<TBool> finite = tf.math.isFinite(norm);
        Operand<TFloat32> clip =
                tf.math.div(tf.math.minimum(tf.constant(1f), tf.math.div(tf.constant(clipNorm), norm)), scale);

        Operand<TFloat32> none = tf.constant(0f);
        Operand<TFloat32> backboneRate = tf.select(finite, rates.backbone(), none);
        Operand<TFloat32> headRate = tf.select(finite, rates.head(), none);
        Operand<TFloat32> beta1Power = tf.math.pow(tf.constant(beta1), stepNumber);
        Operand<TFloat32> beta2Power = tf.math.pow(tf.constant(beta2), stepNumber);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            Variable variable = trained.get(i).variable();
            Operand<TFloat32> rate = trained.get(i).head() ? headRate : backboneRate;
            Operand<TFloat32> gradient = tf.select(finite, tf.math.mul(single(gradients[i]), clip), none);
            Ops decayed = tf;
            if (variable.shape().numDimensions() > 1 && weightDecay > 0) {
                Operand<TFloat32> share = tf.math.mul(rate, tf.constant(weightDecay));
                decayed = tf.withControlDependencies(
                        tf.assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), share)));
            }
            updates.add(decayed.train.resourceApplyAdam(
                    variable.handle(),
                    slot(tf, variables, variable, "first-moment").handle(),
                    slot(tf, variables, variable, "second-moment").handle(),
                    beta1Power,
                    beta2Power,
                    rate,
                    tf.constant(beta1),
                    tf.constant(beta2),
                    tf.constant(EPSILON),
                    gradient));
        }
        return new Step(updates, norm);
    }

    @SuppressWarnings("unchecked") // the gradient of a float32 variable
    private static Operand<TFloat32> single(Output<?> gradient) {
        return (Operand<TFloat32>) gradient;
    }

    private static Variable slot(Ops tf, Variables variables, Variable variable, String name) {
        return variables.get(
                variable.name() + "/" + name,
                Variable.Kind.SLOT,
                variable.shape(),
                () -> tf.fill(tf.constant(variable.shape().asArray()), tf.constant(0f)));
    }
}
