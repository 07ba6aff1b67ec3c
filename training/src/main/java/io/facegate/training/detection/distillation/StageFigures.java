package io.facegate.training.detection.distillation;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * How far student and teacher are apart in the crops of a scene.
 *
 * @param loss what was minimised
 * @param face see {@link DetectionLoss.Value}
 * @param box see {@link DetectionLoss.Value}
 * @param landmarks see {@link DetectionLoss.Value}
 * @param faces crops that the teacher takes for faces
 * @param missed of these, how many the student takes for none
 * @param invented crops that only the student takes for faces
 */
record StageFigures(float loss, float face, float box, float landmarks, float faces, float missed, float invented) {

    /** The values of a graph that {@link #of(Result)} reads. */
    static List<Operand<TFloat32>> operands(
            Ops tf, DetectionLoss.Value loss, Operand<TBool> found, Operand<TBool> faces) {
        return List.of(
                loss.loss(),
                loss.face(),
                loss.box(),
                loss.landmarks(),
                count(tf, faces),
                count(tf, tf.math.logicalAnd(faces, tf.math.logicalNot(found))),
                count(tf, tf.math.logicalAnd(found, tf.math.logicalNot(faces))));
    }

    private static Operand<TFloat32> count(Ops tf, Operand<TBool> mask) {
        return tf.reduceSum(tf.dtypes.cast(mask, TFloat32.class), tf.constant(0));
    }

    /** Of crops that are all of faces, of which nothing is asked but their landmarks. */
    static StageFigures ofLandmarks(float loss, float squaredError, int faces) {
        return new StageFigures(loss, 0, 0, squaredError, faces, 0, 0);
    }

    static StageFigures of(Result result) {
        return new StageFigures(
                figure(result, 0),
                figure(result, 1),
                figure(result, 2),
                figure(result, 3),
                figure(result, 4),
                figure(result, 5),
                figure(result, 6));
    }

    private static float figure(Result result, int index) {
        return ((TFloat32) result.get(index)).getFloat();
    }
}
