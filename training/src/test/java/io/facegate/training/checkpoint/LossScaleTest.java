package io.facegate.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossScaleTest {

    @Test
    void isHalvedByAnOverflowAndDoubledAfterALongTimeWithout() {
        LossScale scale = LossScale.START.after(true);
        assertThat(scale.value()).isEqualTo(LossScale.START.value() / 2);

        for (int step = 0; step < 1999; step++) {
            scale = scale.after(false);
        }
        assertThat(scale.value()).isEqualTo(LossScale.START.value() / 2);
        assertThat(scale.after(false).value()).isEqualTo(LossScale.START.value());
    }
}
