package io.facegate.training.sampling;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every picture once in an epoch, in random order; the few that don't fill a batch wait for another epoch. With weights, each
 * picture of a data set comes as often as its weight says; of a weight's fraction, another random part of the data set in each
 * epoch.
 */
public final class PictureSampler implements Sampler {
    private final PreparedDataset dataset;
    private final double[] weights;
    private final int pictures;
    private final int batchSize;
    private final long seed;
    private volatile @Nullable Epoch last;

    @SuppressWarnings("ArrayRecordComponent") // kept, not compared
    private record Epoch(int number, int[] order) {}

    /**
     * @throws DatasetException if the data set has fewer pictures than a batch
     */
    public PictureSampler(PreparedDataset dataset, int batchSize, long seed) {
        this(dataset, batchSize, List.of(), seed);
    }

    /**
     * @param weights of the data sets that were opened together, in their order; none if all are alike
     * @throws DatasetException if there are fewer pictures in an epoch than in a batch, or not as many weights as data sets
     */
    public PictureSampler(PreparedDataset dataset, int batchSize, List<Double> weights, long seed) {
        if (!weights.isEmpty() && weights.size() != dataset.sources()) {
            throw new DatasetException("sampler.weights (%s) must be as many as the data sets for training (%d)"
                    .formatted(weights, dataset.sources()));
        }
        this.dataset = dataset;
        this.weights = IntStream.range(0, dataset.sources())
                .mapToDouble(source -> weights.isEmpty() ? 1 : weights.get(source))
                .toArray();
        this.pictures = IntStream.range(0, dataset.sources())
                .map(source -> (int) Math.round(this.weights[source] * dataset.picturesOfSource(source).length))
                .sum();
        this.batchSize = batchSize;
        this.seed = seed;
        if (pictures < batchSize) {
            throw new DatasetException(
                    "An epoch of the data has %d pictures, fewer than the %d of a batch.%nMaybe choose a smaller batch."
                            .formatted(pictures, batchSize));
        }
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
        return Arrays.copyOfRange(order(epoch), step * batchSize, (step + 1) * batchSize);
    }

    /** The last one is kept, since to shuffle a million pictures takes as long as a step of a small network. */
    private int[] order(int epoch) {
        Epoch known = last;
        if (known == null || known.number != epoch) {
            int[] order = IntStream.range(0, dataset.sources())
                    .flatMap(source -> drawn(source, epoch))
                    .toArray();
            Shuffle.shuffle(order, Shuffle.random(seed, epoch));
            known = new Epoch(epoch, order);
            last = known;
        }
        return known.order;
    }

    private IntStream drawn(int source, int epoch) {
        int[] own = dataset.picturesOfSource(source);
        long count = Math.round(weights[source] * own.length);
        if (own.length > 0 && count % own.length != 0) {
            Shuffle.shuffle(own, Shuffle.random(seed, epoch, source));
        }
        return IntStream.range(0, (int) count).map(i -> own[i % own.length]);
    }
}
