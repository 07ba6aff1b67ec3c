package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every tensor of a step has an owner that closes it: native memory settles. */
class MemoryIT {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SETTLED = 400;
    private static final long LAST = 2400;

    @TempDir
    private Path folder;

    @Test
    void twoThousandStepsLeaveNoMemoryBehind() throws IOException {
        FaceColours faces = FaceColours.in(folder);
        Map<Long, Long> resident = new TreeMap<>();

        new RecordedRun().fit(faces, faces.settings("""
                precision: float32
                threads: 1
                checkpointSteps: 500
                stages:
                  - epochs: 12
                    loss: {kind: triplet}
                    sampler: {kind: triplets, batch: 5, perEpoch: 1000}
                    rates: {backbone: 0.001, head: 0.001}
                    earlyStopping: {patience: 1000}
                """), folder.resolve("checkpoints"), new RunListener() {
            @Override
            public void stepDone(Step step) {
                if (step.step() == SETTLED || step.step() == LAST - 1) {
                    resident.put(step.step(), nativeBytes() / MEBIBYTE);
                }
            }

            @Override
            public void epochDone(Epoch epoch) {}
        });

        assertThat(resident).containsOnlyKeys(SETTLED, LAST - 1);
        assertThat(resident.getOrDefault(LAST - 1, 0L) - resident.getOrDefault(SETTLED, 0L))
                .as("native memory in MiB: %s", resident)
                .isLessThanOrEqualTo(50);
    }

    /** Resident, without the heap, which grows as far as it may before the collector works in earnest. */
    private static long nativeBytes() {
        return Pointer.physicalBytes() - Runtime.getRuntime().totalMemory();
    }
}
