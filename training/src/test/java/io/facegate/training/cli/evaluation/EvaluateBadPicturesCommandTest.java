package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateBadPicturesCommandTest {
    @Test
    void everyFaultAndStrengthHasALineAndTheFiguresAreThere(@TempDir Path temporary) throws IOException {
        DrawnFaces faces = DrawnFaces.in(temporary);
        CommandLineRun calibrated =
                faces.run("models calibrate --embedder %s --images %s".formatted(faces.embedder(), faces.images()));
        assertThat(calibrated.status()).as(calibrated.err()).isZero();
        Path to = temporary.resolve("figures");

        CommandLineRun run = faces.run("evaluate bad-pictures --fmr 1e-2 --people 8 --embedder %s --images %s --to %s"
                .formatted(faces.embedder(), faces.images(), to));

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(to.resolve("bad-pictures.csv"));
        assertThat(lines).hasSize(51).element(1).asString().startsWith("noise,5.0,8,28,");
        assertThat(to.resolve("bad-pictures-gated.png")).isNotEmptyFile();
        assertThat(to.resolve("bad-pictures-ungated.svg")).isNotEmptyFile();
    }

    @Test
    void withoutThresholdsThereIsNothingToGrant(@TempDir Path temporary) {
        DrawnFaces faces = DrawnFaces.in(temporary);

        CommandLineRun run = faces.run(
                "evaluate bad-pictures --embedder %s --images %s".formatted(faces.embedder(), faces.images()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("not calibrated").doesNotContain("\tat ");
    }
}
