package io.facegate.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.ImportedModels;
import io.facegate.training.SharedData;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The whole pipeline with imported models on real pictures. */
@TestInstance(Lifecycle.PER_CLASS)
class FacePipelineIT {
    private static final long MEBIBYTE = 1L << 20;

    private final List<FacePipeline> opened = new ArrayList<>();

    @BeforeAll
    void open() {
        opened.add(ImportedModels.openPipeline());
    }

    @AfterAll
    void close() {
        opened.forEach(FacePipeline::close);
    }

    private FacePipeline pipeline() {
        return opened.get(0);
    }

    @Test
    void theEightExifOrientationsOfAPictureGiveTheSameEmbedding() throws IOException {
        List<Embedding> embeddings = new ArrayList<>();
        for (int orientation = 1; orientation <= 8; orientation++) {
            embeddings.add(embed(SharedData.path("faces/orientation/orientation-" + orientation + ".jpg")));
        }

        for (Embedding first : embeddings) {
            for (Embedding second : embeddings) {
                assertThat(first.similarityTo(second).cosine()).isGreaterThanOrEqualTo(0.99f);
            }
        }
    }

    @Test
    void tellsTheSamePersonFromAnother() throws IOException {
        Path images = SharedData.path("faces/lfw/images");
        Embedding first = embed(images.resolve("Abdullah_Gul/Abdullah_Gul_0001.jpg"));
        Embedding same = embed(images.resolve("Abdullah_Gul/Abdullah_Gul_0002.jpg"));
        Embedding other = embed(images.resolve("Aaron_Eckhart/Aaron_Eckhart_0001.jpg"));

        assertThat(first.similarityTo(same).cosine())
                .isGreaterThan(first.similarityTo(other).cosine() + 0.3f);
    }

    @Test
    void aFaceComesWithItsQuality() throws IOException {
        byte[] picture = Files.readAllBytes(SharedData.path("faces/orientation/orientation-1.jpg"));
        EmbeddedFace face = pipeline().embed(picture, FaceChoice.LARGEST).get(0);

        assertThat(face.quality().interEyeDistance())
                .isBetween(20.0, 0.7 * face.face().box().width());
        assertThat(face.quality().pose().roll()).isCloseTo(0, within(15.0));
    }

    /** Every native object has an owner that closes it: resident memory settles. */
    @Test
    void twoThousandPicturesLeaveNoMemoryBehind() throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (String name : List.of("ivan.jpg", "cf-009_C.jpg", "group-498x310.jpg", "cf-017_0.jpg")) {
            pictures.add(Files.readAllBytes(SharedData.path("faces/detection/" + name)));
        }
        run(pictures, 500);
        long before = Pointer.physicalBytes();

        run(pictures, 2000);

        assertThat((Pointer.physicalBytes() - before) / MEBIBYTE).isLessThanOrEqualTo(50);
    }

    private void run(List<byte[]> pictures, int count) {
        for (int i = 0; i < count; i++) {
            byte[] picture = pictures.get(i % pictures.size());
            if (hasFaces(picture)) {
                assertThat(pipeline().embed(picture, FaceChoice.LARGEST)).hasSize(1);
            }
        }
    }

    private boolean hasFaces(byte[] picture) {
        try (PreparedPicture prepared = pipeline().prepare(picture)) {
            return !prepared.faces().isEmpty();
        }
    }

    private Embedding embed(Path picture) throws IOException {
        return pipeline()
                .embed(Files.readAllBytes(picture), FaceChoice.LARGEST)
                .get(0)
                .embedding();
    }
}
