package io.facegate.training.detection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * What the next network of a detector in training will be asked about: crops of a square picture where cascades of
 * the networks before it propose faces, cut as the finished detector cuts them. Half of the boxes are shifted and
 * scaled at random, and some lie anywhere.
 *
 * <p>With the half trained cascade and its teacher's, this is the mining of hard examples: every mistake of the one that
 * the other doesn't make is among the crops.
 *
 * @param side of the picture, in pixels
 * @param smallestFace to propose, in pixels
 * @param cropSide of the crops, in pixels
 * @param most crops
 */
public record CandidateCrops(int side, float smallestFace, int cropSide, int most) {
    private static final float PYRAMID_FACTOR = 0.709f;

    /** Below what the finished detector uses by default: what it nearly proposes is worth learning, too. */
    private static final float PROPOSAL_THRESHOLD = 0.5f;

    private static final float REFINEMENT_THRESHOLD = 0.4f;
    private static final int MOST_PROPOSALS = 400;
    private static final int MOST_REFINED = 200;
    private static final int ANYWHERE = 24;
    private static final float LARGEST_SHIFT = 0.35f;
    private static final float LARGEST_SCALING = 0.35f;

    /**
     * @param refinement null if the crops are for R-Net itself
     */
    public record Cascade(
            ProposalNetwork proposal, @Nullable RefinementNetwork refinement) {}

    /**
     * @param image {@code [side, side, 3]}
     * @param seed {@code [2]}: what is random depends on it
     * @return {@code [at most most + 1, cropSide, cropSide, 3]}, normalised; the last one is blank
     */
    public Operand<TFloat32> cut(Ops tf, Operand<TUint8> image, List<Cascade> cascades, Operand<TInt64> seed) {
        Pyramid pyramid = Pyramid.of(tf, image, tf.constant(smallestFace), tf.constant(PYRAMID_FACTOR), levels());
        FaceCrops crops = new FaceCrops(tf, image);
        List<Operand<TFloat32>> boxes = new ArrayList<>();
        for (Cascade cascade : cascades) {
            Candidates candidates = new ProposalStage(tf, pyramid)
                    .propose(cascade.proposal(), margin(tf, PROPOSAL_THRESHOLD), MOST_PROPOSALS);
            RefinementNetwork refinement = cascade.refinement();
            if (refinement != null) {
                candidates = new RefinementStage(tf, crops)
                        .refine(refinement, candidates, margin(tf, REFINEMENT_THRESHOLD), MOST_REFINED);
            }
            boxes.add(candidates.boxes().rows());
        }
        boxes.add(anywhere(tf, seed).rows());
        Boxes all = usable(tf, new Boxes(tf, tf.concat(boxes, tf.constant(0))));
        Boxes chosen = jittered(tf, shuffled(tf, all, seed), seed);
        return crops.crop(usable(tf, chosen), cropSide).pixels();
    }

    private int levels() {
        double smallestScale = (double) ProposalNetwork.WINDOW / side;
        double firstScale = ProposalNetwork.WINDOW / smallestFace;
        return 1 + (int) Math.ceil(Math.log(smallestScale / firstScale) / Math.log(PYRAMID_FACTOR));
    }

    private static Operand<TFloat32> margin(Ops tf, float threshold) {
        return tf.constant((float) Math.log(threshold / (1 - threshold)));
    }

    /** Squares of any size and place. */
    private Boxes anywhere(Ops tf, Operand<TInt64> seed) {
        Operand<TFloat32> centre =
                tf.math.mul(uniform(tf, tf.constant(new int[] {ANYWHERE, 2}), seed, 1), tf.constant((float) side));
        Operand<TFloat32> logarithm = tf.math.add(
                tf.math.mul(uniform(tf, tf.constant(new int[] {ANYWHERE, 1}), seed, 2), tf.constant((float)
                        Math.log(side / smallestFace))),
                tf.constant((float) Math.log(smallestFace)));
        return around(tf, centre, tf.math.exp(logarithm));
    }

    /** Without boxes of no or absurd size, which a network in training may make. */
    private Boxes usable(Ops tf, Boxes boxes) {
        Operand<TFloat32> sides = tf.reshape(boxes.longerSide(), tf.constant(new int[] {-1}));
        return boxes.gather(tf.reshape(
                tf.where(tf.math.logicalAnd(
                        tf.math.greater(sides, tf.constant(smallestFace / 2)),
                        tf.math.less(sides, tf.constant(2f * side)))),
                tf.constant(new int[] {-1})));
    }

    private Boxes shuffled(Ops tf, Boxes boxes, Operand<TInt64> seed) {
        Operand<TInt32> count = tf.stridedSlice(tf.shape(boxes.rows()), Indices.sliceTo(1));
        Operand<TFloat32> keys = uniform(tf, count, seed, 3);
        Operand<TInt32> taken = tf.math.minimum(tf.size(keys), tf.constant(most));
        return boxes.gather(tf.nn.topK(keys, taken, new TopK.Options[0]).indices());
    }

    private static Boxes jittered(Ops tf, Boxes boxes, Operand<TInt64> seed) {
        Operand<TInt32> count = tf.stridedSlice(tf.shape(boxes.rows()), Indices.sliceTo(1));
        Operand<TFloat32> centred = tf.math.sub(
                tf.math.mul(
                        uniform(tf, tf.concat(List.of(count, tf.constant(new int[] {3})), tf.constant(0)), seed, 4),
                        tf.constant(2f)),
                tf.constant(1f));
        // for half of the boxes 0
        Operand<TFloat32> strength = tf.math.maximum(
                tf.math.sub(
                        tf.math.mul(
                                uniform(
                                        tf,
                                        tf.concat(List.of(count, tf.constant(new int[] {1})), tf.constant(0)),
                                        seed,
                                        5),
                                tf.constant(2f)),
                        tf.constant(1f)),
                tf.constant(0f));
        Operand<TFloat32> jitter = tf.math.mul(centred, strength);
        Operand<TFloat32> side = boxes.longerSide();
        Operand<TFloat32> shift = tf.math.mul(
                tf.slice(jitter, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 2})),
                tf.constant(LARGEST_SHIFT));
        Operand<TFloat32> scaling = tf.math.exp(tf.math.mul(
                tf.slice(jitter, tf.constant(new int[] {0, 2}), tf.constant(new int[] {-1, 1})),
                tf.constant(LARGEST_SCALING)));
        Operand<TFloat32> centre = tf.math.add(
                tf.math.mul(tf.math.add(boxes.leftTop(), boxes.rightBottom()), tf.constant(0.5f)),
                tf.math.mul(shift, side));
        return around(tf, centre, tf.math.mul(side, scaling));
    }

    private static Boxes around(Ops tf, Operand<TFloat32> centre, Operand<TFloat32> side) {
        Operand<TFloat32> radius = tf.math.mul(side, tf.constant(0.5f));
        return Boxes.between(tf, tf.math.sub(centre, radius), tf.math.add(centre, radius));
    }

    private static Operand<TFloat32> uniform(Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, long draw) {
        return tf.random.statelessRandomUniform(
                shape, tf.math.add(seed, tf.constant(new long[] {draw * 1_000_003, 0})));
    }
}
