package io.facegate.training.evaluation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.vision.AlignedPicture;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A picture and the embedding of the face that each rule takes from it.
 *
 * @param faces that were found
 */
public record CrowdedPicture(int faces, Map<FaceRule, Embedding> taken) {
    public CrowdedPicture {
        taken = Map.copyOf(taken);
    }

    /**
     * Pictures through the whole pipeline, on all cores; those without a face are left out.
     *
     * @throws UncheckedIOException if a picture can't be read
     */
    public static Map<Path, CrowdedPicture> of(
            Collection<Path> pictures, FacePipeline pipeline, EvaluationProgress progress) {
        Map<Path, CrowdedPicture> crowded = new ConcurrentHashMap<>();
        pictures.parallelStream().forEach(picture -> {
            of(picture, pipeline).ifPresent(made -> crowded.put(picture, made));
            progress.pictureDone();
        });
        return crowded;
    }

    private static Optional<CrowdedPicture> of(Path picture, FacePipeline pipeline) {
        AlignedPicture aligned;
        try (PreparedPicture prepared = pipeline.prepare(PictureFile.read(picture))) {
            aligned = prepared.aligned(FaceChoice.ALL, pipeline.embedder().template());
        } catch (PictureRejectedException e) {
            if (e.rejection() == Rejection.NO_FACE) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(
                of(pipeline.embed(aligned, pipeline.embedder().model()).join()));
    }

    private static CrowdedPicture of(EmbeddedPicture picture) {
        List<DetectedFace> found =
                picture.faces().stream().map(EmbeddedFace::face).toList();
        Map<FaceRule, Embedding> taken = new EnumMap<>(FaceRule.class);
        for (FaceRule rule : FaceRule.values()) {
            DetectedFace face = rule.from(found, picture.width(), picture.height());
            taken.put(rule, picture.faces().get(found.indexOf(face)).embedding());
        }
        return new CrowdedPicture(found.size(), taken);
    }
}
