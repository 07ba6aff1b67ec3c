package io.facegate.training.degradation;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.BadPictures;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.prototype.Prototypes;
import io.facegate.vision.prototype.Prototypes.Prototype;
import java.util.ArrayList;
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

    /**
     * Share of the clear pictures of all populations together that one of the directions of covered faces may take for covered.
     * Not in the worst population: where nobody looked at the pictures, some show covered faces, or half of a face.
     */
    private static final double CLEAR_TAKEN_FOR_COVERED = 0.005;

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
        PrototypeMaker maker = new PrototypeMaker(embedder);
        List<Embedding> means = maker.means(toDegrade, () -> progress.accept(1));
        List<Embedding> clear = populations.stream()
                .flatMap(population -> embed(population.beside(), progress).stream())
                .toList();
        List<Embedding> directions = maker.directions(clear, toDegrade, () -> progress.accept(1));
        List<List<Embedding>> others = populations.stream()
                .map(population -> embed(population.forTheLimit(), progress))
                .toList();
        float limit = limit(others, means, CLEAR_REFUSED);
        List<Prototype> prototypes = new ArrayList<>();
        for (int i = 0; i < means.size(); i++) {
            prototypes.add(new Prototype(PrototypeMaker.DEGRADATIONS.get(i).fault(), means.get(i), limit));
        }
        List<Embedding> everybody = others.stream().flatMap(List::stream).toList();
        for (int i = 0; i < directions.size(); i++) {
            Embedding direction = directions.get(i);
            prototypes.add(new Prototype(
                    PrototypeMaker.COVERED.get(i).fault(),
                    direction,
                    limit(List.of(everybody), List.of(direction), CLEAR_TAKEN_FOR_COVERED)));
        }
        Prototypes all = new Prototypes(embedder.model(), prototypes);
        return new Result(described(all, limit, toDegrade.size(), populations, others), all);
    }

    /** How many crops are embedded in all. */
    public int work(List<ClearPopulation> populations) {
        return populations.stream()
                .mapToInt(population -> population.forPrototypes(mostPeople).size() * PrototypeMaker.CROPS_OF_EACH
                        + population.faces().size())
                .sum();
    }

    private List<Embedding> embed(List<FaceCrop> crops, IntConsumer progress) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int from = 0; from < crops.size(); from += BATCH) {
            List<FaceCrop> batch = crops.subList(from, Math.min(crops.size(), from + BATCH));
            embeddings.addAll(embedder.embed(batch));
            progress.accept(batch.size());
        }
        return embeddings;
    }

    /**
     * The greatest cosine to any of them that no more than a share of each population exceeds.
     *
     * @param populations clear faces
     */
    private static float limit(List<List<Embedding>> populations, List<Embedding> prototypes, double share) {
        return (float) populations.stream()
                .mapToDouble(faces -> {
                    double[] sorted = faces.stream()
                            .mapToDouble(face -> prototypes.stream()
                                    .mapToDouble(prototype ->
                                            face.similarityTo(prototype).cosine())
                                    .max()
                                    .orElseThrow())
                            .sorted()
                            .toArray();
                    return sorted[(int) Math.ceil((1 - share) * sorted.length) - 1];
                })
                .max()
                .orElseThrow();
    }

    private static BadPictures described(
            Prototypes prototypes,
            float limit,
            int people,
            List<ClearPopulation> populations,
            List<List<Embedding>> others) {
        List<BadPictures.ClearPictures> clear = new ArrayList<>();
        for (int i = 0; i < populations.size(); i++) {
            long refused = others.get(i).stream()
                    .filter(face ->
                            Objects.requireNonNull(prototypes.resemblance(face)).tooMuch())
                    .count();
            int pictures = others.get(i).size();
            clear.add(new BadPictures.ClearPictures(populations.get(i).name(), pictures, (double) refused / pictures));
        }
        List<BadPictures.Prototype> kinds = new ArrayList<>();
        PrototypeMaker.DEGRADATIONS.forEach(degradation ->
                kinds.add(new BadPictures.Prototype(degradation.fault().code(), degradation.strength(), people, null)));
        for (DegradationSeries series : PrototypeMaker.COVERED) {
            kinds.add(new BadPictures.Prototype(
                    series.fault().code(),
                    series.strengths().get(0).strength(),
                    people,
                    prototypes.all().get(kinds.size()).limit()));
        }
        return new BadPictures(BadPictures.FILE, ModelFiles.sha256(prototypes.toBytes()), kinds, limit, clear);
    }
}
