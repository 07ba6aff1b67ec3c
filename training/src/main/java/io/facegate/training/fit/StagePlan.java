package io.facegate.training.fit;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.EmbeddingLoss;
import io.facegate.training.network.FaceNetwork;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * What a stage's graph is made of.
 *
 * @param batchSize pictures in a step
 * @param faceSize side of what the network is given; faces are made smaller to it
 * @param teacher asked in each step; stays the caller's; null if the loss needs none, or the data set was taught
 * @param targetDimension length of the embeddings that the data set was taught; 0 if the loss needs none, or there is a teacher
 */
record StagePlan(
        FaceNetwork network,
        CropGeometry geometry,
        int faceSize,
        Augmentation augmentation,
        EmbeddingLoss loss,
        BatchArrangement arrangement,
        int batchSize,
        TrainedParts trainedParts,
        AdamW optimizer,
        Averaging averaging,
        @Nullable Teacher teacher,
        int targetDimension,
        Precision precision,
        int threads,
        long seed) {

    /**
     * Faces as the network is given them in this stage: each pixel the mean of the area that it covers.
     *
     * @param faces of the prepared size, or as they are to be
     */
    Operand<TUint8> smaller(Ops tf, Operand<TUint8> faces) {
        if (faceSize == faces.shape().get(1)) {
            return faces;
        }
        Operand<TFloat32> means = tf.image.resizeArea(faces, tf.constant(new int[] {faceSize, faceSize}));
        return tf.dtypes.cast(tf.math.rint(means), TUint8.class);
    }
}
