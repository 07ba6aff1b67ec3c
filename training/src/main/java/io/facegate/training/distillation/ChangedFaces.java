package io.facegate.training.distillation;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.vision.alignment.FaceCrop;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Changes prepared faces at random and blends them. Owns its graph. */
final class ChangedFaces implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final CropGeometry geometry;
    private final int batch;
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TUint8> crops;
    private final Placeholder<TFloat32> shares;
    private final Placeholder<TInt64> seed;
    private final Operand<TUint8> faces;

    ChangedFaces(CropGeometry geometry, Augmentation changes, int batch) {
        this.geometry = geometry;
        this.batch = batch;
        Ops tf = Ops.create(graph);
        int side = geometry.cropSize();
        this.crops = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(batch, side, side, CHANNELS)));
        this.shares = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, 1, 1, 1)));
        this.seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        Operand<TFloat32> changed = tf.dtypes.cast(changes.apply(tf, crops, geometry, seed), TFloat32.class);
        Operand<TFloat32> neighbours = tf.roll(changed, tf.constant(1), tf.constant(0));
        Operand<TFloat32> blend = tf.math.add(neighbours, tf.math.mul(tf.math.sub(changed, neighbours), shares));
        this.faces = tf.dtypes.cast(tf.math.rint(blend), TUint8.class);
        this.session = new Session(graph);
    }

    /**
     * @param pixels a batch of prepared crops
     * @param ownShare of each face in what it becomes; the rest is its neighbour's
     */
    List<FaceCrop> of(List<byte[]> pixels, float[] ownShare, long runSeed, long place) {
        int size = geometry.faceSize();
        try (TUint8 fed = TUint8.tensorOf(Shape.of(batch, geometry.cropSize(), geometry.cropSize(), CHANNELS));
                TFloat32 own = TFloat32.tensorOf(Shape.of(batch, 1, 1, 1), DataBuffers.of(ownShare));
                TInt64 seeds = TInt64.vectorOf(runSeed, place)) {
            for (int i = 0; i < batch; i++) {
                fed.get(i).copyFrom(DataBuffers.of(pixels.get(i), true, false));
            }
            try (Result result = session.runner()
                    .feed(crops, fed)
                    .feed(shares, own)
                    .feed(seed, seeds)
                    .fetch(faces)
                    .run()) {
                TUint8 changed = (TUint8) result.get(0);
                List<FaceCrop> found = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    byte[] rgb = new byte[size * size * CHANNELS];
                    changed.get(i).copyTo(DataBuffers.of(rgb, false, false));
                    found.add(new FaceCrop(size, rgb));
                }
                return found;
            }
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
