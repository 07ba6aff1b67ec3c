package io.facegate.training.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareCommandTest {
    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    private static CommandLineRun prepare(String target, Object... more) {
        return faces.run(
                "prepare %s --to %s --face-size 48 --rim 2".formatted(faces.images(), folder.resolve(target)), more);
    }

    @Test
    void everyFaceIsCutOutOnceAndPreparingAgainHasNothingToDo() throws IOException {
        CommandLineRun run = prepare("all");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("faces +92\n")
                .containsPattern("pictures prepared now +92\n")
                .containsPattern("people with one face only +2\n")
                .containsPattern("people without pictures +0\n")
                .doesNotContain("skipped");
        try (PreparedDataset dataset = PreparedDataset.open(List.of(folder.resolve("all")))) {
            assertThat(dataset.pictures()).isEqualTo(DrawnFaces.PICTURES);
            assertThat(dataset.identities()).isEqualTo(DrawnFaces.PEOPLE);
            assertThat(dataset.geometry()).isEqualTo(new CropGeometry(48, 2));
            assertThat(dataset.teaching()).isNull();
        }
        assertThat(prepare("all").out()).containsPattern("pictures prepared now +0\n");
    }

    @Test
    void onlyTheListedPeopleArePreparedAndWhatIsGoneIsTold() throws IOException {
        Path list = Files.write(folder.resolve("two.txt"), List.of("person-00001", "", " person-00002 "));
        assertThat(prepare("two", "--identities", list).out()).containsPattern("faces +6\n");
        Path picture = faces.picture("person-00002", 3);
        byte[] kept = Files.readAllBytes(picture);
        Files.delete(picture);
        try {
            CommandLineRun run = prepare("two", "--identities", list);

            assertThat(run.out())
                    .containsPattern("faces +5\n")
                    .containsPattern("pictures prepared now +0\n")
                    .containsPattern("faces whose pictures are gone +1\n");
        } finally {
            Files.write(picture, kept);
        }
    }

    @Test
    void aPictureWithoutAFaceIsSkippedAndOneLineOfTheTable() throws IOException {
        Path images = DrawnFaces.faceless(folder.resolve("some"), 1, 2);
        Files.writeString(images.resolve("nobody-00/damaged.jpg"), "no picture");

        CommandLineRun run = faces.run("prepare %s --to %s".formatted(images, folder.resolve("none")));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("faces +0\n")
                .containsPattern("skipped: no_face +2\n")
                .containsPattern("skipped: [a-z_]+ +1\n")
                .contains("Every skipped picture is a line that begins with \"-\" in "
                        + folder.resolve("none/shard-*.tsv"));
        assertThat(skipped(folder.resolve("none"))).isEqualTo(3);
    }

    private static long skipped(Path prepared) throws IOException {
        long skipped = 0;
        try (Stream<Path> files = Files.list(prepared)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".tsv")).toList()) {
                skipped += Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("-"))
                        .count();
            }
        }
        return skipped;
    }

    @Test
    void facesFoundByOtherSettingsAreAnotherPreparation() throws IOException {
        prepare("strict", "--minimum-face", 60);

        CommandLineRun run = prepare("strict");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("holds another preparation: its faces were found by ")
                .contains(", from 60.0 pixels")
                .contains("Maybe choose another folder");
        assertThat(prepare("strict", "--minimum-face", 60).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--face-size 8, faceSize (8) must be between 32 and 512",
        "--rim -1, rim (-1)",
        "--minimum-face 2, minimumFace (2.0)",
        "--detector ../mtcnn, Invalid value for option '--detector'"
    })
    void whatCanNotBePreparedIsNamedAndNothingIsMade(String option, String message) {
        CommandLineRun run =
                faces.run("prepare %s --to %s %s".formatted(faces.images(), folder.resolve("never"), option));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message).contains("Usage: facegate prepare");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void anEmbedderIsNoDetector() {
        CommandLineRun run = prepare("never", "--detector", faces.embedder());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no detector " + faces.embedder());
        assertThat(folder.resolve("never")).doesNotExist();
    }
}
