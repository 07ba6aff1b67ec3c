package io.facegate.training.distillation;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.FaceJpeg;
import io.facegate.training.dataset.PreparationSettings;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.PreparedFace;
import io.facegate.training.dataset.PreparedFolder;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Copies a prepared data set, each face changed at random, with what a teacher says of the changed face: an epoch of
 * distillation then costs no run of the teacher. Teacher and student see the very same pixels, since a student learns
 * the teacher's function rather than labels (Beyer et al. 2022, "Knowledge distillation: A good teacher is patient and
 * consistent"). That also allows faces that nobody has: a blend of two people is as good a question as a person.
 *
 * @param source stays the caller's
 * @param teacher stays the caller's
 * @param changes of each face
 * @param blended share of faces that are blended with another one's, from 0 to 1
 * @param seed of the changes; another one gives another copy
 */
public record TaughtDataset(
        PreparedDataset source, FaceEmbedder teacher, Augmentation changes, double blended, long seed) {
    private static final int BATCH = 50;
    private static final int BATCHES_PER_SHARD = 20;

    public TaughtDataset {
        if (!(blended >= 0 && blended <= 1)) {
            throw new IllegalArgumentException("blended (%s) must be between 0 and 1".formatted(blended));
        }
        int size = source.geometry().faceSize();
        if (teacher.template().cropSize() != size) {
            throw new IllegalArgumentException("The teacher %s takes faces of %d pixels, the prepared ones have %d"
                    .formatted(teacher.model(), teacher.template().cropSize(), size));
        }
    }

    /**
     * Writes the copy, or the rest of it. Its crops have no rim.
     *
     * @param folder made if it is missing
     * @param progress is told how many faces are done, whenever some are
     */
    public void write(Path folder, IntConsumer progress) throws IOException {
        int perShard = BATCH * BATCHES_PER_SHARD;
        int shards = (source.pictures() + perShard - 1) / perShard;
        PreparedFolder copy = new PreparedFolder(
                folder,
                new PreparationSettings(
                        new CropGeometry(source.geometry().faceSize(), 0),
                        "of the source",
                        "%s, blended %s, seed %d".formatted(changes, blended, seed),
                        source.fingerprint(),
                        shards,
                        new PreparationSettings.Teaching(teacher.model().value(), teacher.dimension())));
        int[] order = order();
        try (ChangedFaces changed = new ChangedFaces(source.geometry(), changes, BATCH)) {
            for (int shard = 0; shard < shards; shard++) {
                int from = shard * perShard;
                int to = Math.min(order.length, from + perShard);
                if (copy.has(shard)) {
                    progress.accept(to - from);
                    continue;
                }
                List<PreparedFace> faces = new ArrayList<>(to - from);
                for (int first = from; first < to; first += BATCH) {
                    int count = Math.min(BATCH, to - first);
                    faces.addAll(taught(changed, order, first, count));
                    progress.accept(count);
                }
                copy.write(shard, faces);
            }
        }
    }

    /**
     * Of the copy's faces, which of the source's each of them is: at random, so that a face is blended with anybody's.
     */
    int[] order() {
        int[] order = new int[source.pictures()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** A batch is always full: what is missing at the end is made up with the first faces. */
    private List<PreparedFace> taught(ChangedFaces changed, int[] order, int first, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(seed ^ ((long) first << Integer.SIZE));
        List<PreparedFace> originals = new ArrayList<>(BATCH);
        List<byte[]> crops = new ArrayList<>(BATCH);
        float[] shares = new float[BATCH];
        for (int i = 0; i < BATCH; i++) {
            PreparedFace face = source.read(order[(first + i) % order.length]);
            originals.add(face);
            crops.add(pixels(face.crop()));
            shares[i] = random.nextDouble() < blended ? (float) random.nextDouble(0.5, 1) : 1;
        }
        List<byte[]> encoded = new ArrayList<>(count);
        List<FaceCrop> seen = new ArrayList<>(count);
        for (FaceCrop face : changed.of(crops, shares, seed, first).subList(0, count)) {
            byte[] jpeg = FaceJpeg.encode(face);
            encoded.add(jpeg);
            seen.add(new FaceCrop(face.size(), pixels(jpeg)));
        }
        List<Embedding> answers = teacher.embed(seen);
        List<PreparedFace> taught = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PreparedFace original = originals.get(i);
            taught.add(new PreparedFace(
                    original.identity(),
                    original.file(),
                    encoded.get(i),
                    original.origin(),
                    answers.get(i).values()));
        }
        return taught;
    }

    private static byte[] pixels(byte[] encoded) {
        try (RgbImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(encoded)) {
            byte[] pixels = new byte[image.width() * image.height() * 3];
            image.pixels().get(pixels);
            return pixels;
        }
    }
}
