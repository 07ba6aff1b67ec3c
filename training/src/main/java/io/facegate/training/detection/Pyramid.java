package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A picture in falling sizes, all on one canvas.
 *
 * <p>On one canvas, because P-Net then runs once instead of once for each level: that is a tenth of the operations, and
 * only one set of shapes for which TensorFlow has to prepare its convolutions. Levels lie on shelves from the top,
 * each from an even place on, so that P-Net's windows fall on the same pixels as in a picture of its own. Levels that
 * the picture does not need take no room.
 *
 * @param canvas {@code [1, height, width, 3]}, normalised
 * @param places {@code [levels, 4]}: left, top, right, bottom of the levels on the canvas; empty if not needed
 * @param scales {@code [levels, 2]}: canvas pixels for a picture pixel, in x and y
 */
record Pyramid(Operand<TFloat32> canvas, Operand<TFloat32> places, Operand<TFloat32> scales) {
    /** Bands that the canvas is cut into for P-Net. */
    static final int BANDS = 4;

    /** Rows of the canvas that two bands share, so that no window falls between them. */
    static final int BAND_OVERLAP = ProposalNetwork.WINDOW - ProposalNetwork.STRIDE;

    /**
     * @param image {@code [height, width, 3]}
     * @param minimumFace scalar; on the first level such a face fills a window of P-Net
     * @param factor scalar; from one level to the next
     * @param levels as many as there may be at most
     */
    static Pyramid of(
            Ops tf, Operand<TUint8> image, Operand<TFloat32> minimumFace, Operand<TFloat32> factor, int levels) {
        return new PyramidDrawing(tf, levels).draw(image, minimumFace, factor);
    }

    /**
     * P-Net's answer for the whole canvas, a band of it after the other: the memory that its layers take is that of a
     * band, and fits into a processor's cache for pictures of usual size.
     */
    ProposalNetwork.Output propose(Ops tf, ProposalNetwork network) {
        Operand<TInt32> height = tf.gather(tf.shape(canvas), tf.constant(new int[] {1}), tf.constant(0));
        Operand<TInt32> step = tf.math.floorDiv(tf.math.sub(height, tf.constant(BAND_OVERLAP)), tf.constant(BANDS));
        Operand<TInt32> first = tf.constant(new int[] {0});
        Operand<TInt32> all = tf.constant(new int[] {-1});
        Operand<TInt32> size =
                tf.concat(List.of(all, tf.math.add(step, tf.constant(BAND_OVERLAP)), all, all), tf.constant(0));
        List<Operand<TFloat32>> logits = new ArrayList<>();
        List<Operand<TFloat32>> boxes = new ArrayList<>();
        Ops inTurn = tf;
        for (int band = 0; band < BANDS; band++) {
            Operand<TInt32> begin =
                    tf.concat(List.of(first, tf.math.mul(step, tf.constant(band)), first, first), tf.constant(0));
            ProposalNetwork.Output output = network.apply(tf, inTurn.slice(canvas, begin, size));
            logits.add(output.logits());
            boxes.add(output.box());
            inTurn = tf.withControlDependencyOps(
                    output.logits().asOutput().op(), output.box().asOutput().op());
        }
        Operand<TInt32> rows = tf.constant(1);
        return new ProposalNetwork.Output(tf.concat(logits, rows), tf.concat(boxes, rows));
    }
}
