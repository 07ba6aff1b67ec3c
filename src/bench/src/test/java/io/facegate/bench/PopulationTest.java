package io.facegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void drawnPeopleSpreadAsTheRealOnesDo() {
        Random random = new Random(4);
        List<float[]> real = new ArrayList<>();
        for (int n = 0; n < 2000; n++) {
            float[] picture = new float[64];
            for (int i = 0; i < picture.length; i++) {
                picture[i] = (float) (random.nextGaussian() / Math.sqrt(5 + i) + (i == 7 ? 0.3 : 0));
            }
            real.add(Population.unit(picture));
        }
        Population population = Population.like(real);

        SimilaritySpread expected = SimilaritySpread.of(() -> real.get(random.nextInt(real.size())));
        SimilaritySpread drawn = SimilaritySpread.of(() -> population.picture(random));

        assertThat(drawn.mean()).isCloseTo(expected.mean(), within(0.01));
        assertThat(drawn.deviation()).isCloseTo(expected.deviation(), within(0.01));
    }

    @Test
    void aPersonIsEnrolledByOnePictureAndSearchedForByAnother() {
        List<LabelledEmbedding> pictures = List.of(
                new LabelledEmbedding("anna", new float[] {2, 0}),
                new LabelledEmbedding("bert", new float[] {0, 1}),
                new LabelledEmbedding("anna", new float[] {3, 4}));

        RealPeople people = RealPeople.of(pictures, 10, new Random(1));

        assertThat(people.enrolled()).containsExactly(new float[] {1, 0}, new float[] {0, 1});
        assertThat(people.probes()).containsExactly(new float[] {0.6f, 0.8f});
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
}
