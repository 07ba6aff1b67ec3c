package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateQualityCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    @Test
    void everyMeasureHasItsPercentilesInRisingOrder() {
        CommandLineRun run = faces.run("evaluate quality --images " + faces.images());

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("92 faces; percentiles");
        assertThat(lines.get(1).strip()).startsWith("0.1").endsWith("99.9");
        assertThat(lines.subList(2, lines.size()))
                .extracting(line -> line.substring(0, 22).strip())
                .containsExactly(
                        "inter-eye distance",
                        "sharpness",
                        "noise",
                        "grey levels",
                        "flat share (%)",
                        "brightness",
                        "contrast",
                        "yaw (absolute)",
                        "pitch",
                        "roll (absolute)",
                        "unified (%)");
        assertThat(lines.subList(2, lines.size()))
                .allSatisfy(line -> assertThat(numbers(line)).hasSize(11).isSorted());
        assertThat(numbers(lines.get(2)))
                .as("pixels between the eyes of faces of 120 pixels")
                .allSatisfy(distance -> assertThat(distance).isBetween(10.0, 70.0));
    }

    private static List<Double> numbers(String line) {
        return Arrays.stream(line.substring(22).strip().split(" +", -1))
                .map(Double::valueOf)
                .toList();
    }

    @Test
    void withoutAFaceThereIsNothingToMeasure() throws IOException {
        CommandLineRun run =
                faces.run("evaluate quality --images " + DrawnFaces.faceless(folder.resolve("faceless"), 2, 1));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("No face was found in any of the 2 pictures")
                .contains("Maybe ")
                .doesNotContain("\tat ");
    }
}
