package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.ModelId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Embeds what several ask for in one batch, on threads of its own, where that takes less time than one after the other; and what
 * is asked for while there is no load at once, by the thread that asks.
 */
public final class BatchingEmbedder implements Embedder {
    /** A batch that runs, and another one that is gathered meanwhile, full. */
    private static final int BATCHES_WAITING = 2;

    private static final int MEASURED = 2;
    private static final int LARGEST_BATCH = 16;

    private final FaceEmbedder embedder;
    private final int largestBatch;
    private final Batches<FaceCrop, Embedding> batches;
    private volatile BatchSizes sizes = BatchSizes.ofOne();

    /** Takes the ownership of the embedder, which as many threads use as there are processors. */
    public BatchingEmbedder(FaceEmbedder embedder) {
        this(embedder, LARGEST_BATCH, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), () -> true);
    }

    /**
     * Takes the ownership of the embedder.
     *
     * @param largestBatch crops, 1 or more
     * @param batchesAtOnce 1 or more
     * @param load whether the threads that ask have something better to do than to embed
     */
    public BatchingEmbedder(FaceEmbedder embedder, int largestBatch, int batchesAtOnce, BooleanSupplier load) {
        if (largestBatch < 1) {
            throw new IllegalArgumentException("largestBatch (%d) must be positive".formatted(largestBatch));
        }
        this.embedder = embedder;
        this.largestBatch = largestBatch;
        this.batches = new Batches<>(
                "embedding-" + embedder.model(),
                batchesAtOnce,
                load,
                BATCHES_WAITING * batchesAtOnce * largestBatch,
                waiting -> sizes.of(waiting),
                embedder::embed);
    }

    @Override
    public ModelId model() {
        return embedder.model();
    }

    @Override
    public AlignmentTemplate template() {
        return embedder.template();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public CompletionStage<List<Embedding>> embed(List<FaceCrop> crops) {
        crops.forEach(embedder::check); // here, where no other's crops would fail with it
        return crops.isEmpty() ? CompletableFuture.completedFuture(List.of()) : batches.ask(crops);
    }

    /** Until this has found out which batches pay, crops are embedded one at a time. */
    @Override
    public void warmUp() {
        sizes = BatchSizes.measured(largestBatch, this::nanosOf);
    }

    /** The best of a few, after a first one, which is slow in a new size. */
    private long nanosOf(int size) {
        int side = template().cropSize();
        List<FaceCrop> black = Collections.nCopies(size, new FaceCrop(side, new byte[side * side * 3]));
        embedder.embed(black);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED; i++) {
            long start = System.nanoTime();
            embedder.embed(black);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Override
    public void close() {
        batches.close();
        embedder.close();
    }
}
