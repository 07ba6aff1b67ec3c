package io.facegate.training.detection.distillation;

import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.detection.ProposalNetwork;
import io.facegate.training.detection.RefinementNetwork;
import io.facegate.training.network.Parameters;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What one of the networks says of crops.
 *
 * @param logits {@code [N, 2]}: no face, face
 * @param box {@code [N, 4]}, in crop sides
 * @param landmarks {@code [N, 10]}, in crop sides; null but for O-Net
 */
record NetworkAnswers(
        Operand<TFloat32> logits,
        Operand<TFloat32> box,
        @Nullable Operand<TFloat32> landmarks) {

    /**
     * @param pixels normalised crops; for P-Net a picture, each of whose windows is a crop
     */
    static NetworkAnswers of(Ops tf, Stage stage, Parameters parameters, Operand<TFloat32> pixels) {
        return switch (stage) {
            case PROPOSAL -> {
                ProposalNetwork.Output map = new ProposalNetwork(parameters).apply(tf, pixels);
                yield new NetworkAnswers(
                        tf.reshape(map.logits(), tf.constant(new int[] {-1, 2})),
                        tf.reshape(map.box(), tf.constant(new int[] {-1, 4})),
                        null);
            }
            case REFINEMENT -> {
                RefinementNetwork.Output output = new RefinementNetwork(parameters).apply(tf, pixels);
                yield new NetworkAnswers(output.logits(), output.box(), null);
            }
            case OUTPUT -> {
                OutputNetwork.Output output = new OutputNetwork(parameters).apply(tf, pixels);
                yield new NetworkAnswers(output.logits(), output.box(), output.landmarks());
            }
            case LANDMARKS -> throw new IllegalArgumentException("It says nothing of what is a face");
        };
    }
}
