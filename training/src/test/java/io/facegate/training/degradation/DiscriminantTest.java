package io.facegate.training.degradation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiscriminantTest {
    private static final ModelId MODEL = new ModelId("model");

    @Test
    void whatClearFacesDifferInAnywayTellsLittle() {
        Random random = new Random(1);
        List<Embedding> clear = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // on the sphere around the third axis, far along the first, hardly along the second
            clear.add(Embedding.of(
                    MODEL, new float[] {(float) random.nextGaussian(), 0.05f * (float) random.nextGaussian(), 2}));
        }
        Discriminant discriminant = Discriminant.of(clear);

        float[] direction =
                discriminant.towards(new double[] {0.4, 0.2, discriminant.mean()[2]});

        // halfway between the means in the first axis, yet it is the second that tells
        assertThat(direction[1]).isGreaterThan(2 * Math.abs(direction[0]));
        Embedding telling = Embedding.of(MODEL, direction);
        Embedding other = Embedding.of(
                MODEL, new float[] {0.4f, 0.2f, (float) discriminant.mean()[2]});
        long more = clear.stream()
                .filter(face -> face.similarityTo(telling).cosine()
                        >= other.similarityTo(telling).cosine())
                .count();
        assertThat(more).as("clear faces farther that way").isLessThan(8);
    }

    @Test
    void theSolutionSolvesTheEquation() {
        Discriminant discriminant = new Discriminant(new double[] {1, 0}, new double[] {2, 1, 1, 3});

        float[] direction = discriminant.towards(new double[] {2, 2});

        // [[2, 1], [1, 3]] w = [1, 2]
        assertThat(direction[0]).isCloseTo(0.2f, within(1e-6f));
        assertThat(direction[1]).isCloseTo(0.6f, within(1e-6f));
    }
}
