package io.facegate.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.cli.DrawnFaces;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageBenchmarkTest {
    private static DrawnFaces faces;
    private static Path black;
    private static MtcnnDetector detector;
    private static FaceEmbedder embedder;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        faces = DrawnFaces.in(folder);
        black = DrawnFaces.faceless(folder.resolve("black"), 1, 1).resolve("nobody-00/nobody-00_0001.jpg");
        ModelStore store = new ModelStore(faces.models());
        detector = new MtcnnDetector(
                store.open(store.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                DetectionSettings.DEFAULT);
        embedder =
                new FaceEmbedder(store.open(store.find(ModelContract.Embedder.class, null), InferenceSettings.DEFAULT));
    }

    @AfterAll
    static void close() {
        detector.close();
        embedder.close();
    }

    private static StageBenchmark.Timing measure(byte[] picture) {
        return new StageBenchmark(new ImageDecoder(ImageLimits.DEFAULT), detector, embedder, 1, 3).measure(picture);
    }

    @Test
    void everyStageOfAPictureWithAFaceTakesTime() throws IOException {
        StageBenchmark.Timing timing = measure(Files.readAllBytes(faces.picture("person-00000", 1)));

        assertThat(timing.width()).isEqualTo(120);
        assertThat(timing.height()).isEqualTo(120);
        assertThat(timing.faces()).isEqualTo(1);
        assertThat(timing.decode().median()).isPositive();
        assertThat(timing.detect().median()).isPositive();
        assertThat(timing.align().median()).isPositive();
        assertThat(timing.embed().median()).isPositive();
        assertThat(timing.whole().median()).isGreaterThan(timing.embed().median() / 2);
        assertThat(timing.whole().p95()).isGreaterThanOrEqualTo(timing.whole().median());
    }

    @Test
    void withoutAFaceThereIsNothingToAlignOrEmbed() throws IOException {
        StageBenchmark.Timing timing = measure(Files.readAllBytes(black));

        assertThat(timing.faces()).isZero();
        assertThat(timing.detect().median()).isPositive();
        assertThat(timing.align().median()).isZero();
        assertThat(timing.embed().median()).isZero();
    }

    @Test
    void nineteenOfTwentyRunsTakeNoLongerThanP95() {
        List<Long> nanos = LongStream.rangeClosed(1, 100)
                .map(i -> (101 - i) * 1_000_000)
                .boxed()
                .toList();

        assertThat(Spread.of(nanos)).isEqualTo(new Spread(51, 95));
        assertThat(Spread.of(List.of(3_000_000L))).isEqualTo(new Spread(3, 3));
    }

    @Test
    void whatIsNoPictureCanNotBeTimed() {
        assertThatThrownBy(() -> measure(new byte[10])).isInstanceOf(PictureRejectedException.class);
    }
}
