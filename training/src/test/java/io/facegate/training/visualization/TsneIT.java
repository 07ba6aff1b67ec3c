package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.ImportedModels;
import io.facegate.training.SharedData;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.dataset.PictureSource.LabelledPicture;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.detection.FaceChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Maps as large as they are made in use. */
class TsneIT {
    private static final double TRUSTED = 0.95;

    @Test
    void aThousandFacesKeepTheirNeighbours() throws IOException {
        Path lfw = SharedData.path("faces/lfw");
        List<Path> pictures = new PictureSource(lfw.resolve("images"), lfw.resolve("test.txt"))
                .list().pictures().stream()
                        .map(LabelledPicture::file)
                        .limit(1000)
                        .toList();
        try (FacePipeline pipeline = ImportedModels.openPipeline()) {
            float[][] embeddings = pictures.parallelStream()
                    .map(picture -> embed(pipeline, picture))
                    .toArray(float[][]::new);

            double[][] map = new Tsne(20, 0.5, 1000, 1).map(embeddings);

            assertThat(Trustworthiness.of(embeddings, map, 10)).isGreaterThanOrEqualTo(TRUSTED);
        }
    }

    private static float[] embed(FacePipeline pipeline, Path picture) {
        try {
            return pipeline.embed(Files.readAllBytes(picture), FaceChoice.CENTRAL)
                    .get(0)
                    .embedding()
                    .values();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fiveThousandPointsTakeLessThanTwoMinutes() {
        Random random = new Random(1);
        float[][] points = new float[5000][512];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < 512; j++) {
                points[i][j] = (i / 10 * 31 + j * 17) % 23 / 23f + (float) random.nextGaussian();
            }
        }

        Instant start = Instant.now();
        Tsne.DEFAULT.map(points);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(2));
    }
}
