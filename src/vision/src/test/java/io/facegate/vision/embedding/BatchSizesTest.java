package io.facegate.vision.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSizesTest {
    @Test
    void theLargestBatchThatPaysIsTaken() {
        BatchSizes sizes = new BatchSizes(List.of(1, 8, 16));

        assertThat(List.of(1, 2, 7, 8, 15, 16, 100).stream().map(sizes::of)).containsExactly(1, 1, 1, 8, 8, 16, 16);
    }

    @Test
    void nothingIsBatchedUntilSomebodyKnowsWhatPays() {
        assertThat(BatchSizes.ofOne().of(16)).isEqualTo(1);
    }

    @Test
    void onlyBatchesThatTakeLessTimeForEachItemPay() {
        long[] nanosForEach = {0, 400, 500, 0, 300, 0, 0, 0, 600, 0, 0, 0, 0, 0, 0, 0, 299};

        BatchSizes sizes = BatchSizes.measured(16, size -> size * nanosForEach[size]);

        assertThat(sizes.paying()).as("and a hundredth is no gain").containsExactly(1, 4);
    }
}
