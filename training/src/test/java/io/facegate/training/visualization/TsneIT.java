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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Maps as large as they are made in use. */
class TsneIT {
    private static final double TRUSTED = 0.95;

    /** Of people with many pictures: someone's only picture has no neighbours that a plane could keep. */
    @Test
    void aThousandFacesKeepTheirNeighbours() throws IOException {
        List<Path> pictures = facesOfThePeopleWithMostPictures(1000);
        try (FacePipeline pipeline = ImportedModels.openPipeline()) {
            float[][] embeddings = pictures.parallelStream()
                    .map(picture -> embed(pipeline, picture))
                    .toArray(float[][]::new);

            double[][] map = new Tsne(20, 0.5, 1000, 1).map(embeddings);

            assertThat(map).hasNumberOfRows(1000);
            assertThat(Trustworthiness.of(embeddings, map, 10)).isGreaterThanOrEqualTo(TRUSTED);
        }
    }

    private static List<Path> facesOfThePeopleWithMostPictures(int count) throws IOException {
        Path lfw = SharedData.path("faces/lfw");
        return new PictureSource(lfw.resolve("images"), lfw.resolve("train.txt"))
                .list().pictures().stream().collect(Collectors.groupingBy(LabelledPicture::identity)).values().stream()
                        .sorted(Comparator.comparingInt((List<LabelledPicture> ofOne) -> -ofOne.size())
                                .thenComparing(ofOne -> ofOne.get(0).identity()))
                        .flatMap(ofOne -> ofOne.stream().limit(50))
                        .map(LabelledPicture::file)
                        .limit(count)
                        .toList();
    }

    private static float[] embed(FacePipeline pipeline, Path picture) {
        try {
            return pipeline.embed(Files.readAllBytes(picture), FaceChoice.MAIN)
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
