package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.detection.distillation.DetectorRun.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorRunTest {
    private static final String RELATIVE = "training: [{root: ../pictures, identities: null}]\n";

    @TempDir
    Path folder;

    @Test
    void goesOnWithTheSamePicturesWhereverTheyLie() throws IOException {
        run(RELATIVE, "same").write(folder);

        assertThat(read().continuedBy(run(RELATIVE, "same"))).isTrue();
        assertThat(read().continuedBy(run("training: [{root: /elsewhere, identities: null}]", "same")))
                .isTrue();
    }

    @Test
    void goesOnWithNoOtherPicturesAndNoOtherSettings() throws IOException {
        run(RELATIVE, "same").write(folder);

        assertThat(read().continuedBy(run(RELATIVE, "others"))).isFalse();
        assertThat(read().continuedBy(run(RELATIVE + "seed: 2", "same"))).isFalse();
    }

    private DetectorRun read() throws IOException {
        return DetectorRun.read(folder).orElseThrow();
    }

    private DetectorRun run(String settings, String fingerprint) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), settings);
        Data data = new Data(1, fingerprint);
        return new DetectorRun(
                Instant.EPOCH, "revision", "hardware", data, data, Map.of(), DetectorSettings.read(file));
    }
}
