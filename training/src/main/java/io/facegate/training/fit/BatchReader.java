package io.facegate.training.fit;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.PreparedFace;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** Reads and decodes batches ahead of the training, in order. */
final class BatchReader implements AutoCloseable {
    private final PreparedDataset dataset;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final ExecutorService threads;
    private final int ahead;
    private final Deque<Future<Batch>> pending = new ArrayDeque<>();

    /**
     * @param dataset stays the caller's
     * @param threads how many batches are decoded at once
     */
    BatchReader(PreparedDataset dataset, int threads) {
        this.dataset = dataset;
        this.ahead = threads + 1;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "batch-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The batches of these pictures, in order. The caller closes each; what was read ahead of the last one taken is
     * closed with this reader.
     *
     * @param pictures numbers of each batch's pictures
     */
    Iterator<Batch> read(Stream<int[]> pictures) {
        Iterator<int[]> batches = pictures.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                fill();
                return !pending.isEmpty();
            }

            @Override
            public Batch next() {
                fill();
                if (pending.isEmpty()) {
                    throw new NoSuchElementException();
                }
                Batch batch = await(pending.removeFirst());
                fill();
                return batch;
            }

            private void fill() {
                while (pending.size() < ahead && batches.hasNext()) {
                    int[] batch = batches.next();
                    pending.addLast(threads.submit(() -> decode(batch)));
                }
            }
        };
    }

    private static Batch await(Future<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading a batch", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new IllegalStateException("A batch can't be read", e.getCause());
        }
    }

    private Batch decode(int[] pictures) throws IOException {
        int side = dataset.geometry().cropSize();
        Teaching teaching = dataset.teaching();
        try (Opened opened = new Opened()) {
            TUint8 crops = opened.add(TUint8.tensorOf(Shape.of(pictures.length, side, side, 3)));
            TInt32 identities = opened.add(TInt32.vectorOf(
                    Arrays.stream(pictures).map(dataset::identityOf).toArray()));
            TFloat32 targets = teaching == null
                    ? null
                    : opened.add(TFloat32.tensorOf(Shape.of(pictures.length, teaching.dimension())));
            for (int i = 0; i < pictures.length; i++) {
                PreparedFace face = dataset.read(pictures[i]);
                try (RgbImage crop = decoder.decode(face.crop())) {
                    crops.get(i).copyFrom(DataBuffers.of(crop.pixels()));
                }
                if (targets != null) {
                    targets.get(i).copyFrom(DataBuffers.of(Objects.requireNonNull(face.target()), true, false));
                }
            }
            opened.handOver();
            return new Batch(crops, identities, targets);
        }
    }

    /** Tensors that are closed unless all of them come to be what they are for. */
    private static final class Opened implements AutoCloseable {
        private final List<Tensor> tensors = new ArrayList<>();

        <T extends Tensor> T add(T tensor) {
            tensors.add(tensor);
            return tensor;
        }

        void handOver() {
            tensors.clear();
        }

        @Override
        public void close() {
            tensors.forEach(Tensor::close);
        }
    }

    /**
     * Stops reading ahead, and closes every batch that was not taken, also if one of them can't be read: nobody asked for
     * that one, so it is no failure here.
     */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!pending.isEmpty()) {
            try {
                pending.getFirst().get().close();
                pending.removeFirst();
            } catch (ExecutionException e) {
                pending.removeFirst();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
