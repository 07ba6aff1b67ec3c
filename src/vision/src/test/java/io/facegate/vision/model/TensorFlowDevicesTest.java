package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TensorFlowDevicesTest {
    /** With one, this build for processors finds none either. */
    @Test
    void thereIsNoGpuWhereThereIsNoDriver() {
        if (Files.exists(Path.of("/dev/nvidia0"))) {
            assertThat(TensorFlowDevices.gpus()).allMatch(name -> name.contains("GPU"));
        } else {
            assertThat(TensorFlowDevices.gpus()).isEmpty();
        }
    }
}
