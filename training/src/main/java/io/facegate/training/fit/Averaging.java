package io.facegate.training.fit;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An exponential moving average of everything that training moves, weights and statistics of batch normalisations alike. It
 * lies nearer to the middle of where the steps lead than any of them (Polyak and Juditsky 1992; Tarvainen and Valpola 2017),
 * and it is the network: what is validated, kept as the best, exported, and given to the next stage.
 *
 * @param decay what the average keeps of itself in a step, from 0 and below 1; 0 for none. It is less in a stage's first
 *     steps, (1 + n) / (10 + n) in the n-th, so that what the stage began with is soon forgotten
 */
public record Averaging(double decay) {
    public static final Averaging NONE = new Averaging(0);

    private static final String FITTED = "/fitted";

    public Averaging {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay (%s) must be at least 0 and below 1".formatted(decay));
        }
    }

    boolean isNone() {
        return decay == 0;
    }

    /** Of the variable that steps move, where one of the parameter's own name is their average. */
    String fitted(String parameter) {
        return isNone() ? parameter : parameter + FITTED;
    }

    /** Of the parameter that a variable is, or is what steps move of. */
    static String parameter(String variable) {
        return variable.endsWith(FITTED) ? variable.substring(0, variable.length() - FITTED.length()) : variable;
    }

    /**
     * @param after what a step moves has to be moved first
     * @param stepNumber scalar, from 1
     * @return what moves the averages
     */
    List<Op> updates(Ops tf, Variables variables, List<Op> after, Operand<TFloat32> stepNumber) {
        List<Variable> averages = variables.ofKind(Variable.Kind.AVERAGE);
        if (averages.isEmpty()) {
            return List.of();
        }
        Operand<TFloat32> warm =
                tf.math.div(tf.math.add(tf.constant(1f), stepNumber), tf.math.add(tf.constant(10f), stepNumber));
        Operand<TFloat32> share = tf.math.sub(tf.constant(1f), tf.math.minimum(tf.constant((float) decay), warm));
        Ops moved = tf.withControlDependencies(after);
        List<Op> updates = new ArrayList<>();
        for (Variable average : averages) {
            Variable fitted = variables.called(average.name() + FITTED);
            Operand<TFloat32> now = moved.readVariableOp(fitted.handle(), TFloat32.class);
            updates.add(
                    tf.assignSubVariableOp(average.handle(), tf.math.mul(tf.math.sub(average.value(), now), share)));
        }
        return updates;
    }
}
