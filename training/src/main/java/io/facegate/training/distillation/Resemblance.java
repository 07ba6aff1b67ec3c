package io.facegate.training.distillation;

import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.PreparedFace;
import java.io.IOException;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * How much faces resemble anybody of other data sets, as a teacher finds: people without names may be those whom a network is
 * to be judged by, and then it would be judged by people it knows.
 */
final class Resemblance {
    private static final int BATCH = 500;

    private Resemblance() {}

    /**
     * @param faces taught
     * @param others taught by the same teacher
     * @return of each face the greatest cosine to any of the others
     */
    static float[] of(PreparedDataset faces, PreparedDataset others) throws IOException {
        int dimension = Objects.requireNonNull(faces.teaching()).dimension();
        float[] greatest = new float[faces.pictures()];
        try (Graph graph = new Graph();
                Session session = new Session(graph);
                TFloat32 known = answers(others, 0, others.pictures(), dimension)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> asked = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, dimension)));
            Placeholder<TFloat32> compared = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, dimension)));
            Operand<TFloat32> nearest =
                    tf.reduceMax(tf.linalg.matMul(asked, compared, MatMul.transposeB(true)), tf.constant(1));
            for (int from = 0; from < greatest.length; from += BATCH) {
                int count = Math.min(BATCH, greatest.length - from);
                try (TFloat32 batch = answers(faces, from, count, dimension);
                        Result result = session.runner()
                                .feed(asked, batch)
                                .feed(compared, known)
                                .fetch(nearest)
                                .run()) {
                    float[] found = new float[count];
                    ((TFloat32) result.get(0)).copyTo(DataBuffers.of(found, false, false));
                    System.arraycopy(found, 0, greatest, from, count);
                }
            }
        }
        return greatest;
    }

    private static TFloat32 answers(PreparedDataset dataset, int from, int count, int dimension) throws IOException {
        TFloat32 rows = TFloat32.tensorOf(Shape.of(count, dimension));
        for (int i = 0; i < count; i++) {
            PreparedFace face = dataset.read(from + i);
            rows.get(i).copyFrom(DataBuffers.of(Objects.requireNonNull(face.target()), true, false));
        }
        return rows;
    }
}
