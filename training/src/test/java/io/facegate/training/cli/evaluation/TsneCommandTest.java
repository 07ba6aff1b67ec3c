package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsneCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) throws IOException {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
        Files.write(
                folder.resolve("ten.txt"),
                IntStream.range(0, 10).mapToObj("person-%05d"::formatted).toList());
    }

    private static CommandLineRun tsne(Object... more) {
        return faces.run("tsne --images %s --identities %s".formatted(faces.images(), folder.resolve("ten.txt")), more);
    }

    @Test
    void theMapIsAPictureAndLinesOfThePeopleWithTheMostPictures() throws IOException {
        CommandLineRun run = tsne("--to", folder.resolve("new/map"), "--people", 9, "--iterations", 100);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "^27 pictures of 9 people in [0-9.]+ s; trustworthiness at 10 neighbours 0\\.[0-9]{4}; ")
                .contains(folder.resolve("new/map/tsne.png").toString());
        assertThat(ImageIO.read(folder.resolve("new/map/tsne.png").toFile()).getHeight())
                .isEqualTo(2 * 640);
        assertThat(folder.resolve("new/map/tsne.svg")).content().contains("<svg");
    }

    @Test
    void theSameSeedDrawsTheSameMap() {
        tsne("--to", folder.resolve("one"), "--iterations", 20);
        tsne("--to", folder.resolve("again"), "--iterations", 20);
        tsne("--to", folder.resolve("two"), "--iterations", 20, "--seed", 2);

        assertThat(folder.resolve("again/tsne.png")).hasSameBinaryContentAs(folder.resolve("one/tsne.png"));
        assertThat(folder.resolve("two/tsne.png")).isNotEmptyFile().satisfies(file -> assertThat(file.toFile())
                .matches(
                        map -> map.length()
                                != folder.resolve("one/tsne.png").toFile().length(),
                        "of another length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--perplexity 0", "--iterations 0", "--people 0", "--people -3", "--perplexity NaN"})
    void valuesThatMakeNoMapAreRefusedBeforeAnythingIsEmbedded(String option) {
        CommandLineRun run = faces.run("tsne --images " + faces.images() + " " + option, "--to", folder.resolve("no"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(option.split(" ", 2)[0].substring(2) + " (")
                .contains("Usage: facegate tsne")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void tooFewFacesAreToldWithAdvice() throws IOException {
        CommandLineRun few = tsne("--people", 2);
        assertThat(few.status()).isEqualTo(1);
        assertThat(few.err())
                .contains("A map needs more than 20 faces; 6 were found.")
                .contains("Maybe give more people, or --people");

        CommandLineRun none = faces.run("tsne --images " + DrawnFaces.faceless(folder.resolve("faceless"), 11, 2));
        assertThat(none.err()).contains("A map needs more than 20 faces; 0 were found.");
    }
}
