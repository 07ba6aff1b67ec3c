package io.facegate.training.detection;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * O-Net's answers to several crops of one face, averaged.
 *
 * @param squares {@code [N, 4]}, to be fed: left, top, right, bottom of each crop
 * @param upright {@code [10]}: five x, then five y in the picture
 * @param mirrored {@code [10]}: the answers to the mirrored crops, mirrored back
 */
public record LandmarkAnswers(Placeholder<TFloat32> squares, Operand<TFloat32> upright, Operand<TFloat32> mirrored) {

    /** Where x and y of a landmark are among those that a mirror makes of it: left and right change places. */
    private static final int[] MIRRORED = {1, 0, 2, 4, 3, 6, 5, 7, 9, 8};

    /**
     * @param image {@code [height, width, 3]}
     */
    @SuppressWarnings("unchecked") // a picture's type
    public static LandmarkAnswers add(Graph graph, OutputNetwork network, Operand<?> image) {
        Ops tf = Ops.create(graph);
        Placeholder<TFloat32> squares =
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, 4)));
        FaceCrops.Crops crops =
                new FaceCrops(tf, (Operand<TUint8>) image).crop(new Boxes(tf, squares), OutputNetwork.SIDE);
        Operand<TFloat32> upright = network.apply(tf, crops.pixels()).landmarks();
        Operand<TFloat32> inAMirror = network.apply(tf, tf.reverse(crops.pixels(), tf.constant(new int[] {2})))
                .landmarks();
        Operand<TFloat32> swapped = tf.gather(inAMirror, tf.constant(MIRRORED), tf.constant(1));
        // x becomes 1 - x
        Operand<TFloat32> back = tf.math.add(
                tf.math.mul(swapped, tf.constant(new float[] {-1, -1, -1, -1, -1, 1, 1, 1, 1, 1})),
                tf.constant(new float[] {1, 1, 1, 1, 1, 0, 0, 0, 0, 0}));
        return new LandmarkAnswers(squares, mean(tf, crops.boxes(), upright), mean(tf, crops.boxes(), back));
    }

    /** Of all but the blank crop at the end, in the picture. */
    private static Operand<TFloat32> mean(Ops tf, Boxes squares, Operand<TFloat32> relative) {
        Operand<TFloat32> answers = tf.stridedSlice(relative, Indices.sliceTo(-1));
        Operand<TInt32> five = tf.constant(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
        Operand<TInt32> second = tf.constant(1);
        Operand<TFloat32> inPicture = tf.math.add(
                tf.gather(squares.leftTop(), five, second),
                tf.math.mul(answers, tf.gather(squares.size(), five, second)));
        return tf.math.mean(inPicture, tf.constant(0));
    }
}
