package io.facegate.training.detection;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The second stage: proposals that R-Net takes for faces, where it says they are. */
final class RefinementStage {
    private static final float OVERLAP = 0.7f;

    private final Ops tf;
    private final FaceCrops crops;

    RefinementStage(Ops tf, FaceCrops crops) {
        this.tf = tf;
        this.crops = crops;
    }

    /**
     * @param threshold for the margin
     * @return squares, the highest score first
     */
    Candidates refine(RefinementNetwork network, Candidates proposals, Operand<TFloat32> threshold, int most) {
        FaceCrops.Crops cropped = crops.crop(proposals.boxes(), RefinementNetwork.SIDE);
        RefinementNetwork.Output output = network.apply(tf, cropped.pixels());
        Candidates judged = Candidates.judged(tf, cropped, output.logits());
        Operand<TInt64> passed = judged.above(tf, threshold);
        judged = judged.gather(tf, passed);
        Operand<TInt32> kept = judged.boxes().suppress(judged.margins(), most, OVERLAP);
        Operand<TFloat32> offsets = tf.gather(tf.gather(output.box(), passed, tf.constant(0)), kept, tf.constant(0));
        judged = judged.gather(tf, kept);
        Candidates refined = new Candidates(judged.boxes().regress(offsets).square(), judged.margins());
        // what has become nearly the same box would get nearly the same answer from O-Net, at full price
        return refined.gather(tf, refined.boxes().suppress(refined.margins(), most, OVERLAP));
    }
}
