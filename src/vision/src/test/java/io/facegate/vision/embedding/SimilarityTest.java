package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
    @Test
    void aThresholdIsReachedByEquality() {
        assertThat(new Similarity(0.3f).atLeast(0.3f)).isTrue();
        assertThat(new Similarity(0.3f).atLeast(Math.nextUp(0.3f))).isFalse();
        assertThat(new Similarity(-0.3f).atLeast(-0.5f)).isTrue();
    }

    @Test
    void roundingBeyondOneIsCutOff() {
        assertThat(new Similarity(1.0000002f).cosine()).isEqualTo(1);
        assertThat(new Similarity(-1.0000002f).cosine()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(floats = {1.01f, -1.01f, Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNoCosineIsRefused(float cosine) {
        assertThatThrownBy(() -> new Similarity(cosine)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMoreSimilarIsTheGreater() {
        assertThat(new Similarity(0.4f)).isGreaterThan(new Similarity(-0.9f)).isLessThan(new Similarity(0.5f));
    }
}
