package io.facegate.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarityHistogramTest {
    private static final double BIN = 1e-5;

    private static double[] similarities(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> Math.max(-1, Math.min(1, 0.2 * random.nextGaussian())))
                .toArray();
    }

    private static SimilarityHistogram of(double... similarities) {
        SimilarityHistogram histogram = new SimilarityHistogram();
        for (double similarity : similarities) {
            histogram.add(similarity);
        }
        return histogram;
    }

    @Test
    void theThresholdIsReachedByNoMoreThanItsShare() {
        double[] similarities = similarities(10_000, 1);
        SimilarityHistogram histogram = of(similarities);

        for (double share : new double[] {0.1, 0.01, 0.001}) {
            double threshold = histogram.thresholdAt(share);
            long reached = IntStream.range(0, similarities.length)
                    .filter(i -> similarities[i] >= threshold)
                    .count();
            assertThat(reached).isLessThanOrEqualTo((long) (share * 10_000));
            assertThat(histogram.countAtLeast(threshold)).isEqualTo(reached);
            assertThat(histogram.countAtLeast(threshold - 200 * BIN)).isGreaterThan(reached);
        }
    }

    @Test
    void equalSimilaritiesAreAcceptedTogetherOrNotAtAll() {
        SimilarityHistogram histogram = of(0.5, 0.5, 0.5, 0.1);

        assertThat(histogram.countAtLeast(histogram.thresholdAt(0.5))).isZero();
        assertThat(histogram.countAtLeast(histogram.thresholdAt(0.75))).isEqualTo(3);
    }

    @Test
    void histogramsOfSeveralThreadsAddUp() {
        SimilarityHistogram sum = of(similarities(500, 1));
        sum.add(of(similarities(700, 2)));

        assertThat(sum.total()).isEqualTo(1200);
        assertThat(sum.countAtLeast(-1)).isEqualTo(1200);
    }

    @Test
    void roundingBeyondTheRangeOfACosineIsWithinIt() {
        SimilarityHistogram histogram = of(1.0000001, -1.0000001);

        assertThat(histogram.countAtLeast(1)).isEqualTo(1);
        assertThat(histogram.countAtLeast(-1)).isEqualTo(2);
    }
}
