package io.facegate.training.evaluation;

import io.facegate.training.dataset.DatasetException;
import io.facegate.training.dataset.PictureFile;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
     * @throws UncheckedIOException if a picture can't be read
     */
    public static EmbeddedPictures of(Collection<Path> pictures, FacePipeline pipeline, EvaluationProgress progress) {
        Map<Path, EmbeddedFace> faces = new ConcurrentHashMap<>();
        Map<Path, Rejection> rejected = new ConcurrentHashMap<>();
        pictures.parallelStream().forEach(picture -> {
            try {
                byte[] bytes = PictureFile.read(picture);
                faces.put(picture, pipeline.embed(bytes, FaceChoice.MAIN).get(0));
            } catch (PictureRejectedException e) {
                rejected.put(picture, e.rejection());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.pictureDone();
        });
        return new EmbeddedPictures(faces, rejected);
    }

    /**
     * These, of which one at least has a face.
     *
     * @throws DatasetException if none has
     */
    public EmbeddedPictures requireFaces() {
        if (faces.isEmpty()) {
            throw new DatasetException(
                    "No face was found in any of the %d pictures.%nMaybe they are of something else, or smaller than the detector looks for."
                            .formatted(rejected.size()));
        }
        return this;
    }

    /**
     * The embeddings of these pictures in their order, null for a picture that gave no face.
     *
     * @param pictures by person
     */
    public SortedMap<String, List<@Nullable Embedding>> embeddings(Map<String, List<Path>> pictures) {
        SortedMap<String, List<@Nullable Embedding>> embeddings = new TreeMap<>();
        pictures.forEach((person, files) -> {
            List<@Nullable Embedding> ofOne = new ArrayList<>();
            for (Path file : files) {
                EmbeddedFace face = faces.get(file);
                ofOne.add(face == null ? null : face.embedding());
            }
            embeddings.put(person, ofOne);
        });
        return embeddings;
    }
}
