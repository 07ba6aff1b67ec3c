package io.facegate.training.sampling;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import java.util.Arrays;

/** Every picture once in an epoch, in random order; the few that don't fill a batch wait for another epoch. */
public final class PictureSampler implements Sampler {
    private final int pictures;
    private final int batchSize;
    private final long seed;

    /**
     * @throws DatasetException if the data set has fewer pictures than a batch
     */
    public PictureSampler(PreparedDataset dataset, int batchSize, long seed) {
        if (dataset.pictures() < batchSize) {
            throw new DatasetException(
                    "The data set has %d pictures, fewer than the %d of a batch.%nMaybe choose a smaller batch."
                            .formatted(dataset.pictures(), batchSize));
        }
        this.pictures = dataset.pictures();
        this.batchSize = batchSize;
        this.seed = seed;
    }

    @Override
    public BatchArrangement arrangement() {
        return BatchArrangement.IDENTITIES;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public int stepsPerEpoch() {
        return pictures / batchSize;
    }

    @Override
    public int[] batch(int epoch, int step) {
        int[] order = Shuffle.range(pictures);
        Shuffle.shuffle(order, Shuffle.random(seed, epoch));
        return Arrays.copyOfRange(order, step * batchSize, (step + 1) * batchSize);
    }
}
