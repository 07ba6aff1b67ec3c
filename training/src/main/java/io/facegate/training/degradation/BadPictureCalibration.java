package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.quality.Resemblance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Finds out what bad pictures look like to an embedder, and from where on a picture is one.
 *
 * @param embedder stays the caller's
 * @param mostPeople of each population whose pictures are made bad
 */
public record BadPictureCalibration(FaceEmbedder embedder, int mostPeople) {
    /** Share of the clear pictures that may be taken for bad ones, in the population where it is greatest. */
    public static final double CLEAR_REFUSED = 0.01;

    private static final int BATCH = 16;

    /** What was found, and the prototypes that its file has. */
    public record Result(BadPictures described, Prototypes prototypes) {}

    /**
     * @param populations of clear pictures
     * @param progress told how many crops were embedded, a few at a time
     * @throws IllegalArgumentException if there are too few people
     */
    public Result calibrate(List<ClearPopulation> populations, IntConsumer progress) {
        List<FaceCrop> toDegrade = populations.stream()
                .flatMap(population -> population.forPrototypes(mostPeople).stream())
                .toList();
        if (toDegrade.size() < BadPictures.LEAST_PEOPLE
                || populations.stream()
                        .anyMatch(population -> population.forTheLimit().isEmpty())) {
            throw new IllegalArgumentException(
                    "Prototypes need at least %d people in one half of them, and somebody of each population in the other; there are %d.%nMaybe give folders of more people."
                            .formatted(BadPictures.LEAST_PEOPLE, toDegrade.size()));
        }
        Prototypes made = new PrototypeMaker(embedder).make(toDegrade, () -> progress.accept(1));
        List<double[]> greatest = populations.stream()
                .map(population -> greatest(made, population.forTheLimit(), progress))
                .toList();
        float limit = (float) greatest.stream()
                .mapToDouble(sorted -> sorted[(int) Math.ceil((1 - CLEAR_REFUSED) * sorted.length) - 1])
                .max()
                .orElseThrow();
        Prototypes prototypes = new Prototypes(embedder.model(), made.all(), limit);
        return new Result(described(prototypes, toDegrade.size(), populations, greatest), prototypes);
    }

    /** How many crops are embedded in all. */
    public int work(List<ClearPopulation> populations) {
        return populations.stream()
                .mapToInt(population -> population.forPrototypes(mostPeople).size() * PrototypeMaker.DEGRADATIONS.size()
                        + population.forTheLimit().size())
                .sum();
    }

    private double[] greatest(Prototypes prototypes, List<FaceCrop> crops, IntConsumer progress) {
        List<Double> found = new ArrayList<>();
        for (int from = 0; from < crops.size(); from += BATCH) {
            List<Embedding> embeddings = embedder.embed(crops.subList(from, Math.min(crops.size(), from + BATCH)));
            for (Embedding embedding : embeddings) {
                Resemblance nearest = Objects.requireNonNull(prototypes.resemblance(embedding));
                found.add((double) nearest.cosine());
            }
            progress.accept(embeddings.size());
        }
        return found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static BadPictures described(
            Prototypes prototypes, int people, List<ClearPopulation> populations, List<double[]> greatest) {
        List<BadPictures.ClearPictures> clear = new ArrayList<>();
        for (int i = 0; i < populations.size(); i++) {
            double[] cosines = greatest.get(i);
            long refused = Arrays.stream(cosines)
                    .filter(cosine -> cosine > prototypes.limit())
                    .count();
            clear.add(new BadPictures.ClearPictures(
                    populations.get(i).name(), cosines.length, (double) refused / cosines.length));
        }
        return new BadPictures(
                BadPictures.FILE,
                ModelFiles.sha256(prototypes.toBytes()),
                PrototypeMaker.DEGRADATIONS.stream()
                        .map(degradation ->
                                new BadPictures.Prototype(degradation.fault().code(), degradation.strength(), people))
                        .toList(),
                prototypes.limit(),
                clear);
    }
}
