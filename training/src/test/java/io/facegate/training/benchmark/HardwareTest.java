package io.facegate.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HardwareTest {

    @Test
    void saysOnWhatAFigureWasMeasured() throws IOException {
        Hardware hardware = Hardware.current();

        assertThat(hardware.processor()).isNotBlank();
        assertThat(hardware.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(hardware.memoryGibibytes()).isPositive();
        assertThat(hardware.java()).contains(Runtime.version().toString());
        assertThat(hardware.tensorflow()).startsWith("2.");
    }

    @Test
    void isOneLine() {
        assertThat(new Hardware("Some Processor", 2, 24, "OpenJDK 17", "2.18.0"))
                .hasToString("Some Processor, 2 cores, 24 GiB; OpenJDK 17; TensorFlow 2.18.0");
    }
}
