package io.facegate.training.loss;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss, its figure and its gradient with respect to the embeddings, at one point. */
@SuppressWarnings("ArrayRecordComponent")
record LossEvaluation(float loss, float active, float[][] gradient) {

    /** A batch outside of the graph. */
    @SuppressWarnings("ArrayRecordComponent")
    record Batch(
            BatchArrangement arrangement,
            float[][] embeddings,
            int[] identities,
            float @Nullable [] @Nullable [] teacher) {

        static Batch triplets(float[][] anchor, float[][] positive, float[][] negative) {
            float[][] embeddings = new float[3 * anchor.length][];
            int[] identities = new int[3 * anchor.length];
            for (int i = 0; i < anchor.length; i++) {
                embeddings[i] = anchor[i];
                embeddings[anchor.length + i] = positive[i];
                embeddings[2 * anchor.length + i] = negative[i];
                identities[i] = 2 * i;
                identities[anchor.length + i] = 2 * i;
                identities[2 * anchor.length + i] = 2 * i + 1;
            }
            return new Batch(BatchArrangement.TRIPLETS, embeddings, identities, null);
        }

        static Batch identities(float[][] embeddings, int... identities) {
            return new Batch(BatchArrangement.IDENTITIES, embeddings, identities, null);
        }
    }

    static LossEvaluation of(EmbeddingLoss loss, Batch batch, double margin, int epoch) {
        return of(loss, batch, margin, epoch, new float[0][]);
    }

    /**
     * @param matrix what the loss's own weights are
     */
    static LossEvaluation of(EmbeddingLoss loss, Batch batch, double margin, int epoch, float[][] matrix) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> embeddings = tf.constant(batch.embeddings());
            float[][] teacher = batch.teacher();
            LossValue value = loss.of(
                    tf,
                    new EmbeddedBatch(
                            batch.arrangement(),
                            embeddings,
                            tf.constant(batch.identities()),
                            teacher == null ? null : tf.constant(teacher)),
                    new Moment(tf.constant((float) margin), tf.constant(epoch)),
                    (name, rows, columns, start) -> {
                        Operand<TFloat32> weights = tf.constant(matrix);
                        if (!weights.shape().equals(Shape.of(rows, columns))) {
                            throw new IllegalArgumentException("Expected %d x %d weights".formatted(rows, columns));
                        }
                        return weights;
                    });
            Output<?>[] gradient = graph.addGradients(value.loss().asOutput(), new Output<?>[] {embeddings.asOutput()});
            try (Session session = new Session(graph);
                    Result result = session.runner()
                            .fetch(value.loss())
                            .fetch(value.active())
                            .fetch(gradient[0])
                            .run()) {
                return new LossEvaluation(
                        ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat(), rows((TFloat32)
                                result.get(2)));
            }
        }
    }

    private static float[][] rows(TFloat32 matrix) {
        float[][] rows =
                new float[(int) matrix.shape().get(0)][(int) matrix.shape().get(1)];
        for (int i = 0; i < rows.length; i++) {
            matrix.get(i).copyTo(DataBuffers.of(rows[i], false, false));
        }
        return rows;
    }
}
