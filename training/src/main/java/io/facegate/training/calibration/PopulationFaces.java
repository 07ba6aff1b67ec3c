package io.facegate.training.calibration;

import io.facegate.training.calibration.Population.Face;
import io.facegate.training.dataset.PictureFile;
import io.facegate.training.evaluation.EvaluationProgress;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The faces of pictures by the model that is calibrated, and by the one that is asked as well. */
final class PopulationFaces {
    private record Seen(Embedding embedding, @Nullable Embedding judgement) {}

    private final FacePipeline pipeline;
    private final @Nullable ModelId judge;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /**
     * @param judge an embedder of the pipeline, that may be the calibrated one itself; null to ask none
     */
    PopulationFaces(FacePipeline pipeline, @Nullable ModelId judge) {
        this.pipeline = pipeline;
        this.judge = judge;
    }

    /**
     * @param judged whether the other model is asked
     * @throws UncheckedIOException if a picture can't be read
     */
    void look(Collection<Path> pictures, boolean judged, EvaluationProgress progress) {
        pictures.parallelStream().forEach(picture -> {
            try (PreparedPicture prepared = pipeline.prepare(PictureFile.read(picture))) {
                Embedding embedding = embed(prepared, pipeline.embedder());
                Embedding judgement = judge == null || !judged
                        ? null
                        : judge.equals(embedding.model()) ? embedding : embed(prepared, pipeline.embedder(judge));
                seen.put(picture, new Seen(embedding, judgement));
            } catch (PictureRejectedException e) { // who isn't seen by the service isn't taken for anybody
                seen.remove(picture);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.pictureDone();
        });
    }

    private Embedding embed(PreparedPicture picture, Embedder embedder) {
        return pipeline.embed(picture.aligned(FaceChoice.MAIN, embedder.template()), embedder.model())
                .join()
                .faces()
                .get(0)
                .embedding();
    }

    int count() {
        return seen.size();
    }

    List<Embedding> of(Collection<Path> pictures) {
        return pictures.stream()
                .map(seen::get)
                .filter(Objects::nonNull)
                .map(Seen::embedding)
                .toList();
    }

    Population of(PicturesOfPopulation population) {
        List<Face> faces = new ArrayList<>();
        int person = 0;
        for (List<Path> pictures : population.forRates().values()) {
            for (Path picture : pictures) {
                Seen face = seen.get(picture);
                if (face != null) {
                    faces.add(new Face(person, face.embedding(), population.labelled() ? null : face.judgement()));
                }
            }
            person++;
        }
        return new Population(population.name(), population.kind(), faces);
    }
}
