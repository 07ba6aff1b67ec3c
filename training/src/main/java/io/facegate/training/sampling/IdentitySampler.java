package io.facegate.training.sampling;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.loss.BatchArrangement;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * P identities with K pictures each in every batch, for mining within the batch (Hermans et al. 2017). Only identities
 * with two or more pictures take part; one with fewer than K gives some of them twice.
 *
 * <p>An epoch has as many batches as it takes to show as many pictures as those identities have. Identities come in
 * random order, all of them before any comes again.
 */
public final class IdentitySampler implements Sampler {
    private final PreparedDataset dataset;
    private final int[] identities;
    private final int people;
    private final int picturesEach;
    private final int steps;
    private final long seed;

    /**
     * @param people P, at least 2
     * @param picturesEach K, at least 2
     * @throws DatasetException if there are fewer than P identities with two or more pictures
     */
    public IdentitySampler(PreparedDataset dataset, int people, int picturesEach, long seed) {
        if (people < 2 || picturesEach < 2) {
            throw new IllegalArgumentException(
                    "people (%d) and picturesEach (%d) must be at least 2".formatted(people, picturesEach));
        }
        this.dataset = dataset;
        this.identities = dataset.identitiesWith(2);
        this.people = people;
        this.picturesEach = picturesEach;
        this.seed = seed;
        if (identities.length < people) {
            throw new DatasetException(
                    "The data set has %d identities with two or more pictures, a batch wants %d.%nMaybe choose fewer identities for a batch."
                            .formatted(identities.length, people));
        }
        long pictures = Arrays.stream(identities)
                .mapToLong(identity -> dataset.picturesOf(identity).length)
                .sum();
        this.steps = (int) Math.max(1, pictures / ((long) people * picturesEach));
    }

    @Override
    public BatchArrangement arrangement() {
        return BatchArrangement.IDENTITIES;
    }

    @Override
    public int batchSize() {
        return people * picturesEach;
    }

    @Override
    public int stepsPerEpoch() {
        return steps;
    }

    @Override
    public int[] batch(int epoch, int step) {
        int batchesInRound = identities.length / people;
        int round = step / batchesInRound;
        int[] order = identities.clone();
        Shuffle.shuffle(order, Shuffle.random(seed, epoch, round));
        SplittableRandom random = Shuffle.random(seed, epoch, step, 1);
        int[] batch = new int[batchSize()];
        int first = step % batchesInRound * people;
        for (int person = 0; person < people; person++) {
            int[] pictures = dataset.picturesOf(order[first + person]);
            Shuffle.shuffle(pictures, random);
            for (int i = 0; i < picturesEach; i++) {
                batch[person * picturesEach + i] = pictures[i % pictures.length];
            }
        }
        return batch;
    }
}
