package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateIdentificationCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    @Test
    void onePictureOfEachIsEnrolledAndTheOthersAreLookedFor() {
        CommandLineRun run = faces.run("evaluate identification --images " + faces.images());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("embedder +" + faces.embedder())
                .containsPattern("gallery +30 people, one picture each; 0 could not be enrolled")
                .containsPattern("probes +60 of them, 0 without a face")
                .containsPattern("strangers +2, and 0 without a face")
                .containsPattern("rank-1 +0\\.[0-9]{4}")
                .containsPattern("DIR at FPIR 0.1 +not enough strangers")
                .containsPattern("thresholds +the model is not calibrated: ./facegate models calibrate");
    }

    @Test
    void withoutAFaceInAnyPictureNobodyIsEnrolled() throws IOException {
        Path images = DrawnFaces.faceless(folder.resolve("faceless"), 3, 2);
        Files.delete(images.resolve("nobody-02/nobody-02_0002.jpg"));

        CommandLineRun run = faces.run("evaluate identification --images " + images);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("needs people with several pictures (0) and people with one (1)")
                .contains("Maybe give a folder with more people")
                .doesNotContain("\tat ");
    }

    @Test
    void aListWithSomebodyWhoIsNotThereIsRefused() throws IOException {
        Path list = Files.write(folder.resolve("list.txt"), List.of("person-00000", "person-99999"));

        CommandLineRun run = faces.run("evaluate identification --images " + faces.images(), "--identities", list);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Identity person-99999 has no folder in " + faces.images())
                .contains("Maybe the list is of another data set");
    }
}
