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

    @Test
    void anOverflowBeginsTheWaitAnew() {
        LossScale scale = new LossScale(64, 1999);

        assertThat(scale.after(true)).isEqualTo(new LossScale(32, 0));
        assertThat(scale.after(false)).isEqualTo(new LossScale(128, 0));
        assertThat(new LossScale(64, 5).after(false)).isEqualTo(new LossScale(64, 6));
    }

    @Test
    void staysWhereFloat16CanUseIt() {
        assertThat(new LossScale(1, 0).after(true).value())
                .as("no loss is made smaller")
                .isEqualTo(1);
        assertThat(new LossScale(1 << 24, 1999).after(false).value()).isEqualTo(1 << 24);
    }
}
