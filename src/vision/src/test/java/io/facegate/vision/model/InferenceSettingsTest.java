package io.facegate.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

class InferenceSettingsTest {
    private static InferenceSettings on(ComputeDevice device) {
        return new InferenceSettings(3, InferencePrecision.FLOAT32, device, 0.25);
    }

    private static RewriterConfig rewriter(InferencePrecision precision) {
        return InferenceSettings.DEFAULT
                .with(precision)
                .toProto()
                .getGraphOptions()
                .getRewriteOptions();
    }

    @Test
    void aProcessorIsAskedForByHidingEveryGpu() {
        ConfigProto session = on(ComputeDevice.CPU).toProto();

        assertThat(session.getDeviceCountMap()).containsEntry("GPU", 0);
        assertThat(session.getIntraOpParallelismThreads()).isEqualTo(3);
    }

    @Test
    void aGpusMemoryGrowsUpToItsShare() {
        ConfigProto session = on(ComputeDevice.AUTO).toProto();

        assertThat(session.getDeviceCountMap()).isEmpty();
        assertThat(session.getGpuOptions().getAllowGrowth()).isTrue();
        assertThat(session.getGpuOptions().getPerProcessGpuMemoryFraction()).isEqualTo(0.25);
    }

    @Test
    void eachPrecisionIsOneRewriting() {
        assertThat(rewriter(InferencePrecision.FLOAT32).getAutoMixedPrecision())
                .isEqualTo(RewriterConfig.Toggle.DEFAULT);
        assertThat(rewriter(InferencePrecision.FLOAT32).getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(RewriterConfig.Toggle.DEFAULT);
        assertThat(rewriter(InferencePrecision.BFLOAT16).getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(RewriterConfig.Toggle.ON);
        assertThat(rewriter(InferencePrecision.FLOAT16).getAutoMixedPrecision()).isEqualTo(RewriterConfig.Toggle.ON);
    }

    @Test
    void whatCantBeIsRefused() {
        assertThatThrownBy(() -> new InferenceSettings(-1)).hasMessageContaining("threads (-1)");
        assertThatThrownBy(() -> new InferenceSettings(0, InferencePrecision.FLOAT32, ComputeDevice.GPU, 1.5))
                .hasMessageContaining("gpuMemory (1.5)");
    }
}
