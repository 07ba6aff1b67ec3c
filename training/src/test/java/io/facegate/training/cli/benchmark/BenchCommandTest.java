package io.facegate.training.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    @Test
    void everyPictureHasItsTimesAndTheConditionsAreAbove() throws IOException {
        Path pictures = DrawnFaces.faceless(folder.resolve("pictures"), 1, 1).resolve("nobody-00");
        Files.copy(faces.picture("person-00000", 1), pictures.resolve("face.jpg"));
        Files.writeString(pictures.resolve("notes.txt"), "no picture");

        CommandLineRun run = faces.run("bench --runs 3 --warm-ups 1 --images " + pictures);

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo(Hardware.current().toString());
        assertThat(lines.get(1))
                .startsWith("embedder " + faces.embedder() + "; median of 3 runs after 1; milliseconds");
        assertThat(lines.get(2).split(" +", -1))
                .containsExactly("picture", "size", "faces", "decode", "detect", "align", "embed");
        assertThat(lines.subList(3, lines.size())).hasSize(2);
        assertThat(lines.get(3)).matches("face\\.jpg +120x120 +1( +[0-9]+\\.[0-9]){4}");
        assertThat(lines.get(4))
                .as("what is not reached takes no time")
                .matches("nobody-00_0001\\.jpg +120x120 +0( +[0-9]+\\.[0-9]){2} +0\\.0 +0\\.0");
    }

    @Test
    void aFolderWithoutPicturesIsToldInsteadOfAnEmptyTable() throws IOException {
        CommandLineRun run = faces.run("bench --images " + Files.createDirectories(folder.resolve("empty")));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(folder.resolve("empty") + " has no JPEG picture")
                .contains("Maybe ");
    }

    @Test
    void aFolderThatIsNotThereIsToldToo() {
        CommandLineRun run = faces.run("bench --images " + folder.resolve("nowhere"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no file " + folder.resolve("nowhere"));
    }

    @ParameterizedTest
    @CsvSource({
        "bench, Missing required option: '--images=DIR'",
        "bench --images . --runs 0, runs (0) must be at least 1 and warmUps (10) not negative",
        "bench --images . --warm-ups -1, runs (30) must be at least 1 and warmUps (-1) not negative",
        "bench --images . --threads -1, threads (-1) must not be negative",
        "bench training, Missing required option: '--data=DIR'",
        "bench training --data . --runs 0, runs (0) must be at least 1",
        "bench training --data . --people 0, people (0) and picturesEach (4) must be at least 1",
        "bench training --data . --precision float8, Invalid value for option '--precision'"
    })
    void wrongUsageIsExplainedBeforeAnythingIsMeasured(String command, String message) {
        CommandLineRun run = CommandLineRun.of(command);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(message)
                .contains("Usage: facegate bench")
                .doesNotContain("\tat ");
    }

    @Test
    void aTrainingIsMeasuredOnPreparedFaces() {
        CommandLineRun run = CommandLineRun.of("bench training --data", faces.images());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("images is no prepared data set").contains("Maybe prepare it");
    }
}
