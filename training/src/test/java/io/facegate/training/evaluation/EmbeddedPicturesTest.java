package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.cli.DrawnFaces;
import io.facegate.training.dataset.DatasetException;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.BatchingEmbedder;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPicturesTest {
    private static DrawnFaces faces;
    private static Path black;
    private static FacePipeline pipeline;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        faces = DrawnFaces.in(folder);
        black = DrawnFaces.faceless(folder.resolve("black"), 1, 1).resolve("nobody-00/nobody-00_0001.jpg");
        ModelStore store = new ModelStore(faces.models());
        pipeline = new FacePipeline(
                new ImageDecoder(ImageLimits.DEFAULT),
                new MtcnnDetector(
                        store.open(store.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                        DetectionSettings.DEFAULT),
                new BatchingEmbedder(new FaceEmbedder(
                        store.open(store.find(ModelContract.Embedder.class, null), InferenceSettings.DEFAULT))));
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @Test
    void everyPictureIsDoneOnceWhateverBecomesOfIt() {
        List<Path> pictures = List.of(faces.picture("person-00000", 1), black, faces.picture("person-00001", 2));
        AtomicInteger done = new AtomicInteger();

        EmbeddedPictures embedded = EmbeddedPictures.of(pictures, pipeline, done::incrementAndGet);

        assertThat(done).hasValue(3);
        assertThat(embedded.faces()).containsOnlyKeys(pictures.get(0), pictures.get(2));
        assertThat(embedded.rejected()).containsOnlyKeys(black);
        assertThat(embedded.rejected().values()).extracting(Rejection::code).containsExactly("no_face");
    }

    @Test
    void embeddingsAreInTheOrderOfTheFilesWithAGapWhereThereIsNoFace() {
        List<Path> pictures = List.of(faces.picture("person-00000", 2), black, faces.picture("person-00000", 1));
        EmbeddedPictures embedded = EmbeddedPictures.of(pictures, pipeline, () -> {});

        assertThat(embedded.embeddings(Map.of("zoe", List.of(), "ann", pictures)))
                .containsOnlyKeys("ann", "zoe")
                .satisfies(people -> assertThat(people.get("ann"))
                        .containsExactly(
                                embedding(embedded, pictures.get(0)), null, embedding(embedded, pictures.get(2))));
    }

    private static Embedding embedding(EmbeddedPictures embedded, Path picture) {
        return Objects.requireNonNull(embedded.faces().get(picture)).embedding();
    }

    @Test
    void facesCanBeRequired() {
        EmbeddedPictures none = EmbeddedPictures.of(List.of(black), pipeline, () -> {});
        EmbeddedPictures some = EmbeddedPictures.of(List.of(faces.picture("person-00000", 1)), pipeline, () -> {});

        assertThatThrownBy(none::requireFaces)
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("No face was found in any of the 1 pictures.");
        assertThat(some.requireFaces()).isSameAs(some);
    }

    @Test
    void aFileThatCanNotBeReadEndsTheEvaluation() {
        assertThatThrownBy(() -> EmbeddedPictures.of(List.of(black.resolveSibling("gone.jpg")), pipeline, () -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone.jpg");
    }
}
