package io.facegate.training.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawCommandTest {
    @TempDir
    private Path folder;

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void peopleAreDealtIntoThreeListsThatShareNobody() throws IOException {
        CommandLineRun run = CommandLineRun.of("draw --people 16 --pictures 2 --side 100 --to", folder);

        assertThat(run.status()).as(run.err()).isZero();
        // one of the four of the test is a stranger with one picture
        assertThat(run.out()).isEqualTo("31 pictures of 16 people in %s%n".formatted(folder.resolve("images")));
        List<String> all = new ArrayList<>();
        for (String list : List.of("train.txt", "val.txt", "test.txt")) {
            all.addAll(Files.readAllLines(folder.resolve(list)));
        }
        assertThat(all).hasSize(16).doesNotHaveDuplicates().allSatisfy(name -> assertThat(
                        folder.resolve("images").resolve(name))
                .isDirectory());
        assertThat(Files.readAllLines(folder.resolve("train.txt"))).hasSize(8);
        assertThat(files(folder.resolve("images")))
                .hasSize(31)
                .allMatch(file -> file.matches("(person-[0-9]{5})/\\1_000[12]\\.jpg"));
        assertThat(ImageIO.read(folder.resolve("images/person-00000/person-00000_0001.jpg")
                                .toFile())
                        .getWidth())
                .isEqualTo(100);
    }

    @Test
    void thePairsAreOfTheTestsPeople() throws IOException {
        CommandLineRun.of("draw --people 16 --pictures 2 --side 100 --to", folder);

        List<String> test = Files.readAllLines(folder.resolve("test.txt"));
        List<String> pairs = Files.readAllLines(folder.resolve("pairs-test.txt"));
        assertThat(pairs.get(0)).isEqualTo("1\t3");
        assertThat(pairs.subList(1, pairs.size())).hasSize(6).allSatisfy(pair -> assertThat(pair.split("\t", -1))
                .filteredOn(field -> field.startsWith("person"))
                .isSubsetOf(test));
    }

    @Test
    void theSameSeedDrawsTheSamePictures() throws IOException {
        CommandLineRun.of("draw --people 8 --pictures 2 --side 100 --seed 5 --to", folder.resolve("one"));
        CommandLineRun.of("draw --people 8 --pictures 2 --side 100 --seed 5 --to", folder.resolve("again"));
        CommandLineRun.of("draw --people 8 --pictures 2 --side 100 --seed 6 --to", folder.resolve("two"));

        assertThat(files(folder.resolve("one"))).isEqualTo(files(folder.resolve("again")));
        for (String file : files(folder.resolve("one"))) {
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
        String picture = "images/person-00000/person-00000_0001.jpg";
        assertThat(Files.readAllBytes(folder.resolve("two").resolve(picture)))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("one").resolve(picture)));
    }

    @ParameterizedTest
    @CsvSource({
        "--people 7, people (7) must be between 8 and 100000",
        "--pictures 1, pictures (1) must be between 2 and 9999",
        "--side 99, side (99) must be between 100 and 2000",
        "--people many, Invalid value for option '--people'"
    })
    void whatCanNotBeDrawnIsNamed(String option, String message) {
        CommandLineRun run = CommandLineRun.of("draw " + option + " --to", folder.resolve("new"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message).contains("Usage: facegate draw");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        CommandLineRun run = CommandLineRun.of("draw --people 8 --pictures 2 --side 100 --to", file);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(file.toString()).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theFolderMustBeNamed() {
        assertThat(CommandLineRun.of("draw").status()).isEqualTo(2);
        assertThat(CommandLineRun.of("draw").err()).startsWith("Missing required option: '--to=DIR'");
    }
}
