package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.Toggle;

class PrecisionTest {
    private static RewriterConfig rewriting(Precision precision) {
        return precision.session(1).getGraphOptions().getRewriteOptions();
    }

    @Test
    void eachRewritesTheGraphInItsOwnWay() {
        assertThat(rewriting(Precision.FLOAT32)).isEqualTo(RewriterConfig.getDefaultInstance());
        assertThat(rewriting(Precision.BFLOAT16).getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(Toggle.ON);
        assertThat(rewriting(Precision.BFLOAT16).getAutoMixedPrecision()).isEqualTo(Toggle.DEFAULT);
        assertThat(rewriting(Precision.FLOAT16).getAutoMixedPrecision()).isEqualTo(Toggle.ON);
    }

    @Test
    void threadsAreForOperationsAndBetweenThem() {
        ConfigProto session = Precision.FLOAT32.session(3);

        assertThat(session.getIntraOpParallelismThreads()).isEqualTo(3);
        assertThat(session.getInterOpParallelismThreads()).isEqualTo(3);
    }

    /** Other programs may want memory of the same GPU. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void aGpuGivesMemoryAsItIsNeeded(Precision precision) {
        assertThat(precision.session(0).getGpuOptions().getAllowGrowth()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void whatIsChosenStaysChosen(Precision precision) throws IOException {
        assertThat(precision.resolved()).isEqualTo(precision);
    }

    @Test
    void autoIsBfloat16WhereTheProcessorComputesSo() throws IOException {
        Path processor = Path.of("/proc/cpuinfo");
        boolean computesSo = Files.exists(processor)
                && Files.readAllLines(processor).stream().anyMatch(line -> line.contains(" avx512_bf16"));

        assertThat(Precision.AUTO.resolved()).isEqualTo(computesSo ? Precision.BFLOAT16 : Precision.FLOAT32);
    }
}
