package io.facegate.training.distillation;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.vision.embedding.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Several {@link TaughtDataset}s of the same faces, each changed otherwise: {@code 1}, {@code 2} and so on in a folder.
 *
 * @param folder made if it is missing
 * @param source stays the caller's
 * @param teacher stays the caller's
 */
public record TaughtCopies(Path folder, PreparedDataset source, FaceEmbedder teacher) {

    /**
     * Faces that resemble nobody of some data sets. What the teacher says of the faces as they are is kept, in {@code unchanged};
     * of the data sets in {@code compared-1} and so on, unless they are taught already.
     *
     * @param others folders of prepared data sets
     * @param moreSimilarThan cosine above which a face is left out
     * @param progress is told how many faces are done, whenever some are
     * @return can be read as long as the source is open
     */
    public PreparedDataset strangersTo(List<Path> others, double moreSimilarThan, IntConsumer progress)
            throws IOException {
        boolean[] left = new boolean[source.pictures()];
        Path unchanged = folder.resolve("unchanged");
        TaughtDataset asTheyAre = new TaughtDataset(source, teacher, Augmentation.NONE, 0, 1);
        asTheyAre.write(unchanged, progress);
        int[] order = asTheyAre.order();
        try (PreparedDataset faces = PreparedDataset.open(List.of(unchanged))) {
            for (int i = 0; i < others.size(); i++) {
                try (PreparedDataset known =
                        PreparedDataset.open(List.of(taught(others.get(i), "compared-" + (i + 1), progress)))) {
                    float[] similarities = Resemblance.of(faces, known);
                    for (int face = 0; face < similarities.length; face++) {
                        left[order[face]] |= similarities[face] > moreSimilarThan;
                    }
                }
            }
        }
        return source.only(picture -> !left[picture]);
    }

    /** Where the teacher's answers are to a data set's faces as they are. */
    private Path taught(Path other, String name, IntConsumer progress) throws IOException {
        try (PreparedDataset dataset = PreparedDataset.open(List.of(other))) {
            Teaching teaching = dataset.teaching();
            if (teaching != null && teaching.teacher().equals(teacher.model().value())) {
                return other;
            }
            new TaughtDataset(dataset, teacher, Augmentation.NONE, 0, 1).write(folder.resolve(name), progress);
            return folder.resolve(name);
        }
    }

    /**
     * Writes the copies, or the rest of them.
     *
     * @param kept of the source, or the source
     * @param changes of each face
     * @param blended share of faces that are blended with another one's
     * @param seeds one for each copy
     * @param progress is told how many faces are done, whenever some are
     */
    public void write(PreparedDataset kept, Augmentation changes, double blended, long[] seeds, IntConsumer progress)
            throws IOException {
        List<TaughtDataset> copies = Arrays.stream(seeds)
                .mapToObj(seed -> new TaughtDataset(kept, teacher, changes, blended, seed))
                .toList();
        for (int i = 0; i < seeds.length; i++) {
            copies.get(i).write(folder.resolve(Integer.toString(i + 1)), progress);
        }
    }
}
