package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.ModelId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Embeds what several ask for in one batch, on threads of its own: a model takes less time for ten faces together than for
 * ten one after the other.
 */
public final class BatchingEmbedder implements Embedder {
    /** A batch that runs, and another one that is gathered meanwhile, full. */
    private static final int BATCHES_WAITING = 2;

    private static final int LARGEST_BATCH = 16;

    private final FaceEmbedder embedder;
    private final Batches<FaceCrop, Embedding> batches;

    /** Takes the ownership of the embedder, which as many threads use as there are processors. */
    public BatchingEmbedder(FaceEmbedder embedder) {
        this(embedder, LARGEST_BATCH, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Takes the ownership of the embedder.
     *
     * @param largestBatch crops, 1 or more
     * @param batchesAtOnce 1 or more
     */
    public BatchingEmbedder(FaceEmbedder embedder, int largestBatch, int batchesAtOnce) {
        this.embedder = embedder;
        this.batches = new Batches<>(
                "embedding-" + embedder.model(),
                batchesAtOnce,
                largestBatch,
                BATCHES_WAITING * batchesAtOnce * largestBatch,
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

    @Override
    public void close() {
        batches.close();
        embedder.close();
    }
}
