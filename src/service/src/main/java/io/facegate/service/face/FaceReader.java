package io.facegate.service.face;

import io.facegate.gallery.ContentHash;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.OverloadedException;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.QualityRules;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and embeds the faces of pictures, each picture once for all models. Everything here fails with
 * {@link OverloadedException} if there is too much to do already.
 */
@Singleton
public final class FaceReader {
    private final InferenceExecutor executor;
    private final ServedModels models;
    private final QualityRules quality;

    FaceReader(InferenceExecutor executor, ServedModels models, QualityRules quality) {
        this.executor = executor;
        this.models = models;
        this.quality = quality;
    }

    /** The faces, however good they are, by the embedder that is used where none is named. */
    public Uni<FaceReading> read(byte[] picture, FaceChoice choice) {
        return read(picture, choice, List.of(models.pipeline().embedder().model()));
    }

    /** The faces, however good they are. */
    public Uni<FaceReading> read(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        return executor.compute(List.of(picture), () -> embed(picture, choice, byModels));
    }

    /** One face to decide by, so that the picture is refused too if it isn't good enough for that. */
    public Uni<FaceReading> readProbe(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        return executor.compute(List.of(picture), () -> probe(picture, choice, byModels));
    }

    /** As {@link #readProbe}, for whoever may keep what was read. */
    public Uni<HashedContent<FaceReading>> readHashedProbe(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        return executor.compute(
                List.of(picture),
                () -> new HashedContent<>(probe(picture, choice, byModels), ContentHash.ofPicture(picture)));
    }

    /**
     * As {@link #readProbe}, of pictures that are decided by together. None is read after one that is refused.
     *
     * @return in the order of the pictures
     */
    public Uni<List<FaceReading>> readProbes(List<byte[]> pictures, FaceChoice choice, List<ModelId> byModels) {
        return executor.compute(pictures, () -> {
            List<FaceReading> readings = new ArrayList<>(pictures.size());
            for (byte[] picture : pictures) {
                FaceReading reading = probe(picture, choice, byModels);
                readings.add(reading);
                if (reading instanceof FaceReading.Refused) {
                    break;
                }
            }
            return readings;
        });
    }

    private FaceReading probe(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        FaceReading reading = embed(picture, choice, byModels);
        if (reading instanceof FaceReading.Read read) {
            List<QualityDefect> defects = quality.defects(read.face().quality());
            if (!defects.isEmpty()) {
                return new FaceReading.Refused(new PictureRefusal.InsufficientQuality(defects));
            }
        }
        return reading;
    }

    private FaceReading embed(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        try {
            return new FaceReading.Read(models.pipeline().embedPicture(picture, choice, byModels));
        } catch (PictureRejectedException e) {
            return new FaceReading.Refused(PictureRefusal.Rejected.of(e));
        }
    }
}
