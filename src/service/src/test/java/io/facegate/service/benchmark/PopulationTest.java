package io.facegate.service.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationTest {
    @Test
    void drawnPeopleSpreadAsTheRealOnesDoThoughEachHasFewPictures() {
        Population truth = Population.madeUp(64, 3);
        Random random = new Random(4);
        List<LabelledEmbedding> real = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            float[] person = truth.person(random);
            for (int picture = 0; picture < 2 + i % 3; picture++) {
                real.add(new LabelledEmbedding("p" + i, truth.picture(person, random)));
            }
        }

        SimilaritySpread expected = SimilaritySpread.of(real, new Random(5));
        SimilaritySpread drawn = SimilaritySpread.of(Population.like(real), new Random(6));

        assertThat(drawn.genuineMean()).isCloseTo(expected.genuineMean(), within(0.02));
        assertThat(drawn.genuineDeviation()).isCloseTo(expected.genuineDeviation(), within(0.02));
        assertThat(drawn.impostorMean()).isCloseTo(expected.impostorMean(), within(0.01));
        assertThat(drawn.impostorDeviation()).isCloseTo(expected.impostorDeviation(), within(0.01));
    }

    @Test
    void theCholeskyFactorGivesTheCovarianceBack() {
        Random random = new Random(1);
        List<float[]> vectors = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            float first = (float) random.nextGaussian();
            vectors.add(new float[] {first, (float) (first + random.nextGaussian()), (float) random.nextGaussian()});
        }
        Covariance covariance = Covariance.of(vectors, new float[3]);

        float[][] factor = covariance.cholesky(1e-9);

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k <= j; k++) {
                    product += factor[i][k] * factor[j][k];
                }
                assertThat(product).isCloseTo(covariance.at(i, j), within(1e-5));
            }
        }
    }

    @Test
    void aDifferenceIsNowhereNegativeAndKeepsItsTrace() {
        Covariance flat = Covariance.along(new float[][] {{0.6f, 0.8f}, {-0.8f, 0.6f}}, new double[] {3, 0.1});
        Covariance noise = Covariance.along(new float[][] {{1, 0}, {0, 1}}, new double[] {1, 1});

        Covariance difference = flat.minus(noise, 0.2);

        assertThat(difference.trace()).isCloseTo(2.7, within(1e-5));
        double determinant = difference.at(0, 0) * difference.at(1, 1) - difference.at(0, 1) * difference.at(1, 0);
        assertThat(determinant).isCloseTo(0, within(1e-6));
        assertThat(difference.at(0, 1)).isCloseTo(2.7 * 0.48, within(1e-6));
    }

    @Test
    void embeddingsAreReadFromJsonLines(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("embeddings.jsonl");
        Files.writeString(file, """
                {"identity": "anna", "embedding": [1, 0.5], "quality": 0.7}
                {"identity": "bert", "embedding": [0, -1e-3]}
                """);

        List<LabelledEmbedding> read = LabelledEmbedding.read(file);

        assertThat(read).extracting(LabelledEmbedding::identity).containsExactly("anna", "bert");
        assertThat(read.get(1).embedding()).containsExactly(0, -0.001f);
        Files.writeString(
                file, "{\"identity\": \"cleo\", \"embedding\": [1]}\n", java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> LabelledEmbedding.read(file)).hasMessageContaining("one length");
    }
}
