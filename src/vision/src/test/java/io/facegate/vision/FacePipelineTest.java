package io.facegate.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.FacePipeline.EmbeddedPicture;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.embedding.Embedder;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.PngWriter;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import io.facegate.vision.model.ModelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A picture with a face in its middle, and an embedder that takes its time. */
@Timeout(60)
class FacePipelineTest {
    private static final ModelId MODEL = new ModelId("slow");
    private static final AlignmentTemplate TEMPLATE = AlignmentTemplate.arcface(112);
    private static final byte[] PICTURE = PngWriter.grey(200, 160);

    private final AtomicInteger detections = new AtomicInteger();
    private final List<Stage> ended = Collections.synchronizedList(new ArrayList<>());
    private final SlowEmbedder embedder = new SlowEmbedder();
    private final FacePipeline pipeline = new FacePipeline(
            new ImageDecoder(ImageLimits.DEFAULT),
            new MiddleDetector(detections),
            List.of(embedder),
            List.of(),
            stage -> () -> ended.add(stage));

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void whatIsFoundOutAboutAPictureIsFoundOutOnce() {
        try (PreparedPicture picture = pipeline.prepare(PICTURE)) {
            assertThat(picture.faces()).isSameAs(picture.faces()).hasSize(1);
            assertThat(picture.aligned(FaceChoice.LARGEST, TEMPLATE))
                    .isSameAs(picture.aligned(FaceChoice.LARGEST, TEMPLATE));
            assertThat(picture.aligned(FaceChoice.LARGEST, AlignmentTemplate.arcface(80))
                            .faces()
                            .get(0)
                            .crop()
                            .size())
                    .isEqualTo(80);
        }

        assertThat(detections).hasValue(1);
        assertThat(ended)
                .containsExactly(Stage.DECODE, Stage.DETECT, Stage.ALIGN, Stage.QUALITY, Stage.ALIGN, Stage.QUALITY);
    }

    @Test
    void nothingIsLookedForBeforeSomebodyAsks() {
        pipeline.prepare(PICTURE).close();

        assertThat(detections).hasValue(0);
        assertThat(ended).containsExactly(Stage.DECODE);
    }

    @Test
    void aClosedPictureIsRefusedButWhatItGaveRemains() {
        PreparedPicture picture = pipeline.prepare(PICTURE);
        AlignedPicture aligned = picture.aligned(FaceChoice.LARGEST, TEMPLATE);
        picture.close();
        picture.close(); // a second time does nothing

        assertThatThrownBy(() -> picture.pixels().mat())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The picture is closed: its pixels are gone.");
        assertThatThrownBy(() -> picture.aligned(FaceChoice.ALL, TEMPLATE)).isInstanceOf(IllegalStateException.class);
        PreparedPicture unseen = pipeline.prepare(PICTURE);
        unseen.close();
        assertThatThrownBy(unseen::faces).isInstanceOf(IllegalStateException.class);
        CompletableFuture<EmbeddedPicture> later = pipeline.embed(aligned, MODEL);
        embedder.embedAll();
        assertThat(later.join().faces()).hasSize(1);
    }

    @Test
    void aPictureWithoutTheFacesAskedForIsRejected() {
        try (PreparedPicture picture = pipeline.prepare(PngWriter.grey(40, 40))) {
            assertThat(picture.faces()).isEmpty();
            assertThatThrownBy(() -> picture.aligned(FaceChoice.LARGEST, TEMPLATE))
                    .isInstanceOf(PictureRejectedException.class);
        }
    }

    /** So a batch can hold more faces than there are workers. */
    @Test
    void oneThreadHandsOverTheFacesOfManyPicturesBeforeTheFirstIsEmbedded() {
        List<CompletableFuture<EmbeddedPicture>> later = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            later.add(pipeline.embed(aligned(), MODEL));
        }

        assertThat(embedder.waiting).hasSize(6);
        assertThat(later).noneMatch(CompletableFuture::isDone);
        assertThat(ended).doesNotContain(Stage.EMBED);
        embedder.embedAll();
        assertThat(later).allSatisfy(one -> assertThat(one.join().faces())
                .singleElement()
                .satisfies(face -> assertThat(face.embedding().model()).isEqualTo(MODEL)));
        assertThat(ended).filteredOn(stage -> stage == Stage.EMBED).hasSize(6);
    }

    @Test
    void whoGivesUpGivesUpTheEmbedding() {
        CompletableFuture<EmbeddedPicture> later = pipeline.embed(aligned(), MODEL);

        later.cancel(false);

        assertThat(embedder.waiting).allMatch(CompletableFuture::isCancelled);
        assertThat(ended).contains(Stage.EMBED);
    }

    @Test
    void whoeverWaitsGetsWhatTheEmbedderFailedWith() {
        embedder.failure = new IllegalStateException("of the batch");

        assertThatThrownBy(() -> pipeline.embed(PICTURE, FaceChoice.LARGEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the batch");
    }

    /** Native memory has one owner: twenty pictures of 12 megapixels have 687 MiB of pixels. */
    @Test
    void preparedPicturesLeaveNoMemoryBehind() {
        byte[] large = PngWriter.grey(4000, 3000);
        pipeline.prepare(large).close();
        long before = Pointer.physicalBytes();

        for (int i = 0; i < 20; i++) {
            try (PreparedPicture picture = pipeline.prepare(large)) {
                picture.aligned(FaceChoice.LARGEST, TEMPLATE);
            }
        }

        assertThat((Pointer.physicalBytes() - before) >> 20).isLessThan(200);
    }

    private AlignedPicture aligned() {
        try (PreparedPicture picture = pipeline.prepare(PICTURE)) {
            return picture.aligned(FaceChoice.LARGEST, TEMPLATE);
        }
    }

    /** Sees a face in the middle of whatever is large enough for one. */
    private record MiddleDetector(AtomicInteger detections) implements FaceDetector {
        @Override
        public List<DetectedFace> detect(RgbImage image) {
            detections.incrementAndGet();
            float x = image.width() / 2f;
            float y = image.height() / 2f;
            if (image.width() < 100) {
                return List.of();
            }
            return List.of(new DetectedFace(
                    new FaceBox(x - 40, y - 50, x + 40, y + 50),
                    new Landmarks(
                            new Point(x - 18, y - 20),
                            new Point(x + 18, y - 20),
                            new Point(x, y),
                            new Point(x - 14, y + 20),
                            new Point(x + 14, y + 20)),
                    0.99f));
        }

        @Override
        public void close() {}
    }

    /** Embeds when the test says so. */
    private static final class SlowEmbedder implements Embedder {
        private final List<CompletableFuture<List<Embedding>>> waiting = new ArrayList<>();
        private @Nullable RuntimeException failure;

        @Override
        public ModelId model() {
            return MODEL;
        }

        @Override
        public AlignmentTemplate template() {
            return TEMPLATE;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public CompletableFuture<List<Embedding>> embed(List<FaceCrop> crops) {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            CompletableFuture<List<Embedding>> later = new CompletableFuture<>();
            waiting.add(later);
            return later;
        }

        void embedAll() {
            waiting.forEach(later -> later.complete(List.of(Embedding.of(MODEL, new float[] {1, 0}))));
        }

        @Override
        public void warmUp() {}

        @Override
        public void close() {}
    }
}
