package io.facegate.training.evaluation;

import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.PictureRejectedException;
import io.facegate.vision.Rejection;
import io.facegate.vision.detection.FaceChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;

/**
 * Many pictures through the whole pipeline, on all cores: the face that each is about.
 *
 * @param faces by picture
 * @param rejected pictures that gave none, and why
 */
public record EmbeddedPictures(Map<Path, EmbeddedFace> faces, Map<Path, Rejection> rejected) {
    public EmbeddedPictures {
        faces = Map.copyOf(faces);
        rejected = Map.copyOf(rejected);
    }

    /**
     * @param progress steps once for each picture
     * @throws UncheckedIOException if a picture can't be read
     */
    public static EmbeddedPictures of(Collection<Path> pictures, FacePipeline pipeline, ProgressBar progress) {
        Map<Path, EmbeddedFace> faces = new ConcurrentHashMap<>();
        Map<Path, Rejection> rejected = new ConcurrentHashMap<>();
        pictures.parallelStream().forEach(picture -> {
            try {
                byte[] bytes = Files.readAllBytes(picture);
                faces.put(picture, pipeline.embed(bytes, FaceChoice.CENTRAL).get(0));
            } catch (PictureRejectedException e) {
                rejected.put(picture, e.rejection());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.step();
        });
        return new EmbeddedPictures(faces, rejected);
    }
}
