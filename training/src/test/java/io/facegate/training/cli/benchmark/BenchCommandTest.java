package io.facegate.training.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.benchmark.BenchReport;
import io.facegate.training.benchmark.Hardware;
import io.facegate.training.benchmark.Spread;
import io.facegate.training.benchmark.StageBenchmark.Timing;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
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
                .containsExactly(
                        "picture", "size", "faces", "decode", "detect", "align", "embed", "whole", "p95", "pictures/s");
        assertThat(lines.subList(3, lines.size())).hasSize(2);
        assertThat(lines.get(3)).matches("face\\.jpg +120x120 +1( +[0-9]+\\.[0-9]){7}");
        assertThat(lines.get(4))
                .as("what is not reached takes no time")
                .matches("nobody-00_0001\\.jpg +120x120 +0( +[0-9]+\\.[0-9]){2} +0\\.0 +0\\.0( +[0-9]+\\.[0-9]){3}");
    }

    @Test
    void twoReportsAreComparedStageByStage() throws IOException {
        Path pictures = DrawnFaces.faceless(folder.resolve("compared"), 1, 1).resolve("nobody-00");
        Files.copy(faces.picture("person-00000", 1), pictures.resolve("face.jpg"));
        Path old = folder.resolve("old.json");
        Path recent = folder.resolve("new.json");
        assertThat(faces.run("bench --runs 1 --warm-ups 0 --images " + pictures + " --json " + old)
                        .status())
                .isZero();
        BenchReport report = BenchReport.read(old);
        Map<String, Timing> faster = new LinkedHashMap<>();
        report.pictures().forEach((name, timing) -> faster.put(name, halved(timing)));
        new BenchReport("another machine", report.embedder(), 1, faster).write(recent);

        CommandLineRun run = CommandLineRun.of("bench compare " + old + " " + recent);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("old: " + Hardware.current()).contains("These are two machines");
        assertThat(run.out()).containsPattern("face\\.jpg( +2\\.00){5}");
        assertThat(run.out()).containsPattern("nobody-00_0001\\.jpg( +2\\.00){2}( +-){2} +2\\.00");
        assertThat(run.out()).containsPattern("geometric mean( +2\\.00){5}");
        assertThat(CommandLineRun.of("bench compare " + old + " " + old).out())
                .doesNotContain("two machines")
                .containsPattern("geometric mean( +1\\.00){5}");
    }

    private static Timing halved(Timing timing) {
        return new Timing(
                timing.width(),
                timing.height(),
                timing.faces(),
                halved(timing.decode()),
                halved(timing.detect()),
                halved(timing.align()),
                halved(timing.embed()),
                halved(timing.whole()));
    }

    private static Spread halved(Spread spread) {
        return new Spread(spread.median() / 2, spread.p95() / 2);
    }

    @Test
    void theRooflineHasTheWorkThePeakAndTheShareOfIt() {
        CommandLineRun run = faces.run("bench roofline --faces 1,3 --runs 2");

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(1))
                .matches(
                        "embedder " + faces.embedder()
                                + ": \\d+\\.\\d{3} GFLOP a face; a product of two large matrices in float32: [1-9]\\d* GFLOP/s; median of 2 runs");
        assertThat(lines.get(2).split(" +")).containsExactly("faces", "ms", "GFLOP/s", "share");
        assertThat(lines.subList(3, lines.size())).hasSize(2).allSatisfy(line -> assertThat(line)
                .matches(" +[13]( +[0-9]+\\.[0-9]{2}) +[0-9]+ +[0-9]+%"));
        assertThat(faces.run("bench roofline --faces 0").status()).isEqualTo(2);
    }

    @Test
    void theWorkOfTheDetectorGrowsWithThePicture() throws IOException {
        CommandLineRun run =
                faces.run("bench roofline --faces 1 --runs 1", black("small.png", 300), black("large.png", 600));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("detector mtcnn-").contains(": all faces from 40 pixels");
        List<String[]> rows = run.out()
                .lines()
                .filter(line -> line.endsWith(".png"))
                .map(line -> line.strip().split(" +"))
                .toList();
        assertThat(rows)
                .extracting(row -> row[0] + " " + row[5])
                .containsExactly("300x300 small.png", "600x600 large.png");
        assertThat(rows)
                .extracting(row -> Double.parseDouble(row[1]))
                .satisfies(work -> assertThat(work.get(1) / work.get(0)).isBetween(3.0, 6.0));
    }

    private Path black(String name, int side) throws IOException {
        Path picture = folder.resolve(name);
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        return picture;
    }

    @Test
    void whatIsNoReportIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"hardware\": 1}");

        CommandLineRun run = CommandLineRun.of("bench compare " + file + " " + file);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("other.json is no report of a benchmark").contains("Maybe write one");
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
