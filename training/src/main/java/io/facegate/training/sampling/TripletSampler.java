package io.facegate.training.sampling;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import java.util.SplittableRandom;

/**
 * Random triplets: an anchor and another picture of the same person, both random, and a picture of someone else. The
 * anchor's identity has two or more pictures; the negative's may have one.
 */
public final class TripletSampler implements Sampler {
    private final PreparedDataset dataset;
    private final int[] identities;
    private final int triplets;
    private final int steps;
    private final long seed;

    /**
     * @param triplets in a batch
     * @param tripletsPerEpoch triplets in an epoch
     * @throws DatasetException if there is nobody with two pictures, or nobody else
     */
    public TripletSampler(PreparedDataset dataset, int triplets, int tripletsPerEpoch, long seed) {
        if (triplets < 1 || tripletsPerEpoch < triplets) {
            throw new IllegalArgumentException("triplets (%d) must be positive and at most those of an epoch (%d)"
                    .formatted(triplets, tripletsPerEpoch));
        }
        this.dataset = dataset;
        this.identities = dataset.identitiesWith(2);
        this.triplets = triplets;
        this.steps = tripletsPerEpoch / triplets;
        this.seed = seed;
        if (identities.length < 1 || dataset.identities() < 2) {
            throw new DatasetException(
                    "Triplets need an identity with two pictures and another one; the data set has %d and %d."
                            .formatted(identities.length, dataset.identities()));
        }
    }

    @Override
    public BatchArrangement arrangement() {
        return BatchArrangement.TRIPLETS;
    }

    @Override
    public int batchSize() {
        return 3 * triplets;
    }

    @Override
    public int stepsPerEpoch() {
        return steps;
    }

    @Override
    public int[] batch(int epoch, int step) {
        SplittableRandom random = Shuffle.random(seed, epoch, step);
        int[] batch = new int[batchSize()];
        for (int i = 0; i < triplets; i++) {
            int person = identities[random.nextInt(identities.length)];
            int[] pictures = dataset.picturesOf(person);
            int anchor = random.nextInt(pictures.length);
            int positive = (anchor + 1 + random.nextInt(pictures.length - 1)) % pictures.length;
            int other = (person + 1 + random.nextInt(dataset.identities() - 1)) % dataset.identities();
            int[] others = dataset.picturesOf(other);
            batch[i] = pictures[anchor];
            batch[triplets + i] = pictures[positive];
            batch[2 * triplets + i] = others[random.nextInt(others.length)];
        }
        return batch;
    }
}
