package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatePairsCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    /** Of each fold's four people: four genuine and four impostor pairs. */
    private static Path list(String name, int folds) throws IOException {
        List<String> lines = new ArrayList<>(List.of(folds + "\t4"));
        for (int fold = 0; fold < folds; fold++) {
            for (int i = 0; i < 4; i++) {
                lines.add("%s\t1\t%d".formatted(person(4 * fold + i), 2 + i % 2));
            }
            for (int i = 0; i < 4; i++) {
                lines.add("%s\t1\t%s\t3".formatted(person(4 * fold + i), person(4 * fold + (i + 1) % 4)));
            }
        }
        return Files.write(folder.resolve(name), lines);
    }

    private static String person(int number) {
        return "person-%05d".formatted(number);
    }

    private static CommandLineRun evaluate(Path pairs, Path images, Object... more) {
        return faces.run("evaluate pairs %s --images %s".formatted(pairs, images), more);
    }

    @Test
    void thePairsOfTheListAreVerifiedAndNoOthers() throws IOException {
        Path page = folder.resolve("page");

        CommandLineRun run = evaluate(list("pairs.txt", 5), faces.images(), "--to", page);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("pictures +50 ")
                .containsPattern("pairs +20 genuine, 20 impostor, 0 without a face")
                .containsPattern("best threshold +0\\.[0-9]{4}  on the listed pairs")
                .containsPattern("accuracy .* listed pairs; .*threshold chosen on the other 4 folds")
                .doesNotContain("balanced pairs");
        JsonNode json =
                new ObjectMapper().readTree(page.resolve("evaluation.json").toFile());
        assertThat(json.get("data").textValue()).isEqualTo("images, pairs.txt");
        assertThat(json.get("identification").isNull())
                .as("nobody is a stranger")
                .isTrue();
        assertThat(Files.readAllLines(page.resolve("pairs.csv"))).hasSize(1 + 40);
    }

    @Test
    void fewPicturesHaveAPageWithoutAMap() throws IOException {
        Path page = folder.resolve("small");

        CommandLineRun run = evaluate(list("two-folds.txt", 2), faces.images(), "--to", page);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(page.resolve("index.html")).content().contains("8 genuine and 8 impostor pairs in 2 folds");
    }

    @Test
    void aListOfOneFoldCanNotBeCrossValidated() throws IOException {
        CommandLineRun run = evaluate(list("one-fold.txt", 1), faces.images());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(folder.resolve("one-fold.txt") + " has one fold")
                .contains("Maybe ")
                .doesNotContain("\tat ");
    }

    @Test
    void aPairWithoutAFaceCountsAsDifferentPeople() throws IOException {
        Path images = DrawnFaces.faceless(folder.resolve("mixed"), 0, 0);
        for (int person = 0; person < 8; person++) {
            Path target = Files.createDirectories(images.resolve(person(person)));
            for (int picture = 1; picture <= 3; picture++) {
                Path source = faces.picture(person(person), picture);
                Files.copy(source, target.resolve(source.getFileName()));
            }
        }
        Path black = DrawnFaces.faceless(folder.resolve("black"), 1, 1).resolve("nobody-00/nobody-00_0001.jpg");
        Path replaced = images.resolve(person(0)).resolve(person(0) + "_0001.jpg");
        Files.delete(replaced);
        Files.copy(black, replaced);

        CommandLineRun run = evaluate(list("two-folds.txt", 2), images);

        assertThat(run.out())
                .containsPattern("pictures +20 \\(1 rejected\\)")
                // one genuine and one impostor pair have the picture
                .containsPattern("pairs +8 genuine, 8 impostor, 2 without a face");
    }

    @Test
    void whereNoPictureHasAFaceThereIsNothingToMeasure() throws IOException {
        Path images = DrawnFaces.faceless(folder.resolve("nobody"), 4, 3);
        List<String> lines = new ArrayList<>(List.of("2\t1"));
        for (int fold = 0; fold < 2; fold++) {
            lines.add("nobody-0%d\t1\t2".formatted(2 * fold));
            lines.add("nobody-0%d\t1\tnobody-0%d\t1".formatted(2 * fold, 2 * fold + 1));
        }
        Path list = Files.write(folder.resolve("nobody.txt"), lines);

        CommandLineRun run = evaluate(list, images, "--to", folder.resolve("never"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("No face was found in any of the 6 pictures")
                .contains("Maybe ")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void aLineThatIsNoPairIsNamedByItsNumber() throws IOException {
        Path list = Files.write(folder.resolve("broken.txt"), List.of("1\t1", "ann\t1\t2", "ann 1"));

        assertThat(evaluate(list, faces.images()).err()).startsWith(list + ", line 3: expected \"name first second\"");
        assertThat(evaluate(Files.writeString(list, ""), faces.images()).err()).contains("line 1");
    }
}
