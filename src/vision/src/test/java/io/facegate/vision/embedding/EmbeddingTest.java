package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.model.ModelId;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final ModelId MODEL = new ModelId("a-model");

    @Test
    void itHasUnitLength() {
        Embedding embedding = Embedding.of(MODEL, new float[] {3, 0, -4});

        assertThat(embedding.values()).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-6f));
        assertThat(embedding.dimension()).isEqualTo(3);
        assertThat(embedding.model()).isEqualTo(MODEL);
    }

    @Test
    void tinyAndHugeValuesKeepTheirDirection() {
        for (float scale : new float[] {1e-30f, 1, 1e30f}) {
            Embedding embedding = Embedding.of(MODEL, new float[] {3 * scale, 4 * scale});

            assertThat(embedding.values()).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        }
    }

    @Test
    void itDoesNotChange() {
        float[] values = {1, 0};
        Embedding embedding = Embedding.of(MODEL, values);
        values[0] = 9;
        embedding.values()[1] = 9;

        assertThat(embedding.values()).containsExactly(1, 0);
    }

    @Test
    void noDirectionIsNoEmbedding() {
        for (float[] values : new float[][] {{}, {0, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 1}}) {
            assertThatThrownBy(() -> Embedding.of(MODEL, values)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void similarityIsTheCosine() {
        Embedding east = Embedding.of(MODEL, new float[] {2, 0});
        Embedding northEast = Embedding.of(MODEL, new float[] {5, 5});

        assertThat(east.similarityTo(east).cosine()).isEqualTo(1);
        assertThat(east.similarityTo(northEast).cosine()).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(northEast.similarityTo(east)).isEqualTo(east.similarityTo(northEast));
        assertThat(east.similarityTo(Embedding.of(MODEL, new float[] {-1, 0})).cosine())
                .isEqualTo(-1);
    }

    @Test
    void embeddingsOfDifferentModelsOrLengthsCannotBeCompared() {
        Embedding one = Embedding.of(MODEL, new float[] {1, 0});

        assertThatThrownBy(() -> one.similarityTo(Embedding.of(new ModelId("another"), new float[] {1, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An embedding of model a-model (2 values) can't be compared with one of another (2)");
        assertThatThrownBy(() -> one.similarityTo(Embedding.of(MODEL, new float[] {1, 0, 0})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalityIsByModelAndValues() {
        Embedding embedding = Embedding.of(MODEL, new float[] {1, 0});

        assertThat(embedding)
                .isEqualTo(Embedding.of(MODEL, new float[] {2, 0}))
                .hasSameHashCodeAs(Embedding.of(MODEL, new float[] {2, 0}))
                .isNotEqualTo(Embedding.of(MODEL, new float[] {0, 1}))
                .isNotEqualTo(Embedding.of(new ModelId("another"), new float[] {1, 0}));
    }

    @Test
    void itsTextDoesNotGiveTheValuesAway() {
        assertThat(Embedding.of(MODEL, new float[] {0.6f, 0.8f})).hasToString("Embedding[model=a-model, dimension=2]");
    }
}
