package io.facegate.service.compreface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.score.Score;
import org.junit.jupiter.api.Test;

class SimilarityScaleTest {
    private static final float THRESHOLD = 0.372f;
    private static final SimilarityScale SCALE = new SimilarityScale(THRESHOLD);

    @Test
    void halfIsTheThresholdAndNothingBelowIt() {
        assertThat(SCALE.of(new Score(THRESHOLD))).isEqualTo(0.5);
        assertThat(SCALE.of(new Score(Math.nextDown(THRESHOLD)))).isLessThan(0.5);
        assertThat(SCALE.of(new Score(Math.nextUp(THRESHOLD)))).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void itNeverFallsAndStaysWithinItsBounds() {
        double last = 0;
        for (float score = -2; score <= 2; score += 0.001f) {
            double similarity = SCALE.of(new Score(score));
            assertThat(similarity).isBetween(last, 1.0);
            last = similarity;
        }
        assertThat(last).isGreaterThan(0.99);
    }

    /** Of CompreFace's own for FaceNet: 0.30 and 0.40 of cosine are 0.5000 and 0.7089. */
    @Test
    void aboveTheThresholdItRisesAboutAsCompreFacesDoes() {
        double theirs = (Math.tanh((1.1818 - Math.sqrt(2 - 2 * 0.40)) * 5.292) + 1) / 2;

        assertThat(new SimilarityScale(0.30f).of(new Score(0.40f))).isCloseTo(theirs, within(0.02));
    }
}
