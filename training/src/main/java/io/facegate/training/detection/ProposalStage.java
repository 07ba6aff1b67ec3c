package io.facegate.training.detection;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** The first stage: windows of the pyramid that P-Net takes for faces, as boxes in the picture. */
final class ProposalStage {
    /** Windows with the highest scores, before overlapping ones are suppressed, which takes quadratic time. */
    private static final int MOST_WINDOWS = 6_000;

    private static final float OVERLAP_WITHIN_LEVEL = 0.5f;
    private static final float OVERLAP_BETWEEN_LEVELS = 0.7f;

    /**
     * Windows of P-Net on the pyramid's canvas.
     *
     * @param cells {@code [N, 2]}: row and column in P-Net's output
     * @param levels {@code [N]}
     * @param margins {@code [N]}
     */
    private record Windows(Operand<TInt64> cells, Operand<TInt64> levels, Operand<TFloat32> margins) {
        Windows gather(Ops tf, Operand<? extends TNumber> indices) {
            Operand<TInt32> rows = tf.constant(0);
            return new Windows(
                    tf.gather(cells, indices, rows),
                    tf.gather(levels, indices, rows),
                    tf.gather(margins, indices, rows));
        }
    }

    private final Ops tf;
    private final Pyramid pyramid;
    private final Operand<TInt32> rows;
    private final List<? extends Operand<TFloat32>> levelCorners;

    ProposalStage(Ops tf, Pyramid pyramid) {
        this.tf = tf;
        this.pyramid = pyramid;
        this.rows = tf.constant(0);
        this.levelCorners = tf.split(tf.constant(1), pyramid.places(), 2L).output();
    }

    /**
     * @param threshold for the margin
     * @return squares, the highest score first
     */
    Candidates propose(ProposalNetwork network, Operand<TFloat32> threshold, int most) {
        ProposalNetwork.Output output = pyramid.propose(tf, network);
        List<? extends Operand<TFloat32>> logits =
                tf.unstack(withoutBatch(output.logits()), 2L, Unstack.axis(2L)).output();
        Windows windows = best(windows(tf.math.sub(logits.get(1), logits.get(0)), threshold));

        // levels don't overlap on the canvas, so this suppresses within each level
        windows = windows.gather(
                tf, onCanvas(windows.cells()).suppress(windows.margins(), MOST_WINDOWS, OVERLAP_WITHIN_LEVEL));
        Boxes boxes = inPicture(windows);
        Operand<TInt32> kept = boxes.suppress(windows.margins(), most, OVERLAP_BETWEEN_LEVELS);
        windows = windows.gather(tf, kept);
        Operand<TFloat32> offsets = tf.gatherNd(withoutBatch(output.box()), windows.cells());
        return new Candidates(boxes.gather(kept).regress(offsets).square(), windows.margins());
    }

    /** Those above the threshold that lie within a level: on the canvas there are also windows across two. */
    private Windows windows(Operand<TFloat32> marginMap, Operand<TFloat32> threshold) {
        Operand<TInt64> cells = tf.where(tf.math.greater(marginMap, threshold));
        Boxes boxes = onCanvas(cells);
        Operand<TInt32> levelAxis = tf.constant(1);
        // [N, levels, 2]
        Operand<TBool> begins = tf.math.greaterEqual(
                tf.expandDims(boxes.leftTop(), levelAxis), tf.expandDims(levelCorners.get(0), rows));
        Operand<TBool> ends = tf.math.lessEqual(
                tf.expandDims(boxes.rightBottom(), levelAxis), tf.expandDims(levelCorners.get(1), rows));
        Operand<TBool> within = tf.reduceAll(tf.math.logicalAnd(begins, ends), tf.constant(2));
        List<? extends Operand<TInt64>> windowAndLevel =
                tf.unstack(tf.where(within), 2L, Unstack.axis(1L)).output();
        Operand<TInt64> cellsWithin = tf.gather(cells, windowAndLevel.get(0), rows);
        return new Windows(cellsWithin, windowAndLevel.get(1), tf.gatherNd(marginMap, cellsWithin));
    }

    private Windows best(Windows windows) {
        Operand<TInt32> count = tf.math.minimum(tf.size(windows.margins()), tf.constant(MOST_WINDOWS));
        return windows.gather(
                tf, tf.nn.topK(windows.margins(), count, new TopK.Options[0]).indices());
    }

    private Boxes onCanvas(Operand<TInt64> cells) {
        Operand<TFloat32> xy = tf.reverse(tf.dtypes.cast(cells, TFloat32.class), tf.constant(new int[] {1}));
        Operand<TFloat32> leftTop = tf.math.mul(xy, tf.constant((float) ProposalNetwork.STRIDE));
        return Boxes.between(tf, leftTop, tf.math.add(leftTop, tf.constant((float) ProposalNetwork.WINDOW)));
    }

    private Boxes inPicture(Windows windows) {
        Boxes boxes = onCanvas(windows.cells());
        Operand<TFloat32> origin = tf.gather(levelCorners.get(0), windows.levels(), rows);
        Operand<TFloat32> scale = tf.gather(pyramid.scales(), windows.levels(), rows);
        return Boxes.between(
                tf,
                tf.math.div(tf.math.sub(boxes.leftTop(), origin), scale),
                tf.math.div(tf.math.sub(boxes.rightBottom(), origin), scale));
    }

    private Operand<TFloat32> withoutBatch(Operand<TFloat32> map) {
        return tf.squeeze(map, Squeeze.axis(List.of(0L)));
    }
}
