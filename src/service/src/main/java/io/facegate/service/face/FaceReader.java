package io.facegate.service.face;

import io.facegate.gallery.ContentHash;
import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.OverloadedException;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.QualityCheck;
import io.facegate.service.template.HashedContent;
import io.facegate.vision.AlignedPicture;
import io.facegate.vision.AlignedPicture.AlignedFace;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.quality.QualityDefect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and embeds the faces of pictures, each picture once for all models. Everything here fails with
 * {@link OverloadedException} if there is too much to do already.
 */
@Singleton
public final class FaceReader {
    private final InferenceExecutor executor;
    private final ServedModels models;

    FaceReader(InferenceExecutor executor, ServedModels models) {
        this.executor = executor;
        this.models = models;
    }

    /** The faces, however good they are, by the embedder that is used where none is named. */
    public Uni<FaceReading> read(byte[] picture, FaceChoice choice) {
        return read(picture, choice, List.of(models.pipeline().embedder().model()));
    }

    /** The faces, however good they are. */
    public Uni<FaceReading> read(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        return executor.begin(
                List.of(picture), choice, () -> embed(prepare(picture, choice, byModels), QualityCheck.NONE));
    }

    /**
     * One face to decide by, so that the picture is refused too if it isn't good enough for that: before it is embedded
     * if that can be seen, or else by what the embedder sees in it.
     */
    public Uni<FaceReading> readProbe(byte[] picture, FaceChoice choice, List<ModelId> byModels, QualityCheck check) {
        return executor.begin(
                List.of(picture), choice, () -> embed(prepareProbe(picture, choice, byModels, check), check));
    }

    /** As {@link #readProbe}, for whoever may keep what was read. */
    public Uni<HashedContent<FaceReading>> readHashedProbe(
            byte[] picture, FaceChoice choice, List<ModelId> byModels, QualityCheck check) {
        return executor.begin(List.of(picture), choice, () -> {
            Prepared probe = prepareProbe(picture, choice, byModels, check);
            ContentHash hash = ContentHash.ofPicture(picture);
            return embed(probe, check).map(reading -> new HashedContent<>(reading, hash));
        });
    }

    /**
     * As {@link #readProbe}, of pictures that are decided by together. None is read after one that is refused.
     *
     * @return in the order of the pictures
     */
    public Uni<List<FaceReading>> readProbes(
            List<byte[]> pictures, FaceChoice choice, List<ModelId> byModels, QualityCheck check) {
        return executor.begin(pictures, choice, () -> {
            List<Uni<FaceReading>> readings = new ArrayList<>(pictures.size());
            for (byte[] picture : pictures) {
                Prepared probe = prepareProbe(picture, choice, byModels, check);
                readings.add(embed(probe, check));
                if (probe.refusal != null) {
                    break;
                }
            }
            return Uni.join().all(readings).andFailFast();
        });
    }

    private record Aligned(ModelId model, AlignedPicture picture) {}

    /** What a worker has made of a picture, without its pixels: faces for each of the models, or a reason why there are none. */
    private record Prepared(List<Aligned> byModel, @Nullable PictureRefusal refusal) {
        static Prepared refused(PictureRefusal why) {
            return new Prepared(List.of(), why);
        }
    }

    private Prepared prepare(byte[] picture, FaceChoice choice, List<ModelId> byModels) {
        FacePipeline pipeline = models.pipeline();
        try (PreparedPicture prepared = pipeline.prepare(picture, choice)) {
            List<Aligned> aligned = byModels.stream()
                    .map(model -> new Aligned(
                            model,
                            prepared.aligned(choice, pipeline.embedder(model).template())))
                    .toList();
            return new Prepared(aligned, null);
        } catch (PictureRejectedException e) {
            return Prepared.refused(PictureRefusal.Rejected.of(e));
        }
    }

    private Prepared prepareProbe(byte[] picture, FaceChoice choice, List<ModelId> byModels, QualityCheck check) {
        Prepared prepared = prepare(picture, choice, byModels);
        if (prepared.refusal != null) {
            return prepared;
        }
        AlignedFace probe = prepared.byModel.get(0).picture().faces().get(0);
        List<QualityDefect> defects = check.defects(probe.quality());
        return defects.isEmpty() ? prepared : Prepared.refused(new PictureRefusal.InsufficientQuality(defects));
    }

    /** Hands the faces over once somebody subscribes. */
    private Uni<FaceReading> embed(Prepared prepared, QualityCheck check) {
        if (prepared.refusal != null) {
            return Uni.createFrom().item(new FaceReading.Refused(prepared.refusal));
        }
        List<Uni<EmbeddedPicture>> embedded = prepared.byModel.stream()
                .map(aligned -> Uni.createFrom()
                        .completionStage(() -> models.pipeline().embed(aligned.picture(), aligned.model())))
                .toList();
        return Uni.join().all(embedded).andFailFast().map(FaceReading.Read::new).map(read -> judged(read, check));
    }

    /** By the first of the models, which decides. */
    private static FaceReading judged(FaceReading.Read read, QualityCheck check) {
        List<QualityDefect> defects = check.defects(read.face().quality());
        return defects.isEmpty() ? read : new FaceReading.Refused(new PictureRefusal.InsufficientQuality(defects));
    }
}
