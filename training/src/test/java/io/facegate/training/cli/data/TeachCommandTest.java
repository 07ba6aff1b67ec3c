package io.facegate.training.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import io.facegate.training.dataset.PreparationSettings;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.PreparedFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachCommandTest {
    private static DrawnFaces faces;
    private static String teacher;
    private static Path folder;
    private static Path prepared;

    @BeforeAll
    static void prepare(@TempDir Path temporary) throws IOException {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
        teacher = DrawnFaces.meanColour(temporary, faces.models(), 48);
        prepared = temporary.resolve("prepared");
        CommandLineRun run = faces.run("prepare %s --to %s --face-size 48 --rim 2".formatted(faces.images(), prepared));
        assertThat(run.status()).as(run.err()).isZero();
    }

    private static CommandLineRun teach(String target, Object... more) {
        return faces.run("teach %s --to %s --teacher %s".formatted(prepared, folder.resolve(target), teacher), more);
    }

    private static List<PreparedFace> facesOf(PreparedDataset dataset) throws IOException {
        List<PreparedFace> all = new ArrayList<>();
        for (int picture = 0; picture < dataset.pictures(); picture++) {
            all.add(dataset.read(picture));
        }
        return all;
    }

    @Test
    void everyFaceIsCopiedWithWhatTheTeacherSaysOfIt() throws IOException {
        assertThat(teach("taught").status()).isZero();

        try (PreparedDataset source = PreparedDataset.open(List.of(prepared));
                PreparedDataset copy = PreparedDataset.open(List.of(folder.resolve("taught")))) {
            assertThat(copy.teaching()).isEqualTo(new PreparationSettings.Teaching(teacher, 3));
            assertThat(copy.geometry().rim())
                    .as("the changes have used the rim")
                    .isZero();
            assertThat(facesOf(copy))
                    .extracting(PreparedFace::file)
                    .containsExactlyInAnyOrderElementsOf(
                            facesOf(source).stream().map(PreparedFace::file).toList());
            assertThat(facesOf(copy)).allSatisfy(face -> {
                float[] answer = Objects.requireNonNull(face.target());
                assertThat(IntStream.range(0, 3)
                                .mapToDouble(i -> answer[i] * answer[i])
                                .sum())
                        .isCloseTo(1, within(1e-5));
            });
        }
    }

    @Test
    void theSameCommandAgainChangesNothingAndAnotherSeedIsAnotherCopy() throws IOException {
        teach("first", "--seed", 3);
        byte[] shard = Files.readAllBytes(shard("first"));

        assertThat(teach("first", "--seed", 3).status()).isZero();
        assertThat(Files.readAllBytes(shard("first"))).isEqualTo(shard);
        teach("second", "--seed", 4);
        assertThat(Files.readAllBytes(shard("second"))).isNotEqualTo(shard);

        CommandLineRun other = teach("first", "--seed", 4);
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err())
                .contains("its faces were changed at random otherwise (--seed, --blended or --unchanged)")
                .contains("Maybe choose another folder");
        assertThat(Files.readAllBytes(shard("first"))).isEqualTo(shard);
    }

    private static Path shard(String copy) throws IOException {
        try (var files = Files.list(folder.resolve(copy))) {
            return files.filter(file -> !file.toString().endsWith(".tsv")
                            && !file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void unchangedFacesDoNotDependOnTheSeed() throws IOException {
        teach("unchanged", "--unchanged");
        teach("changed");

        try (PreparedDataset unchanged = PreparedDataset.open(List.of(folder.resolve("unchanged")));
                PreparedDataset changed = PreparedDataset.open(List.of(folder.resolve("changed")))) {
            PreparedFace face = unchanged.read(0);
            assertThat(facesOf(changed))
                    .filteredOn(other -> other.file().equals(face.file()))
                    .singleElement()
                    .satisfies(other -> assertThat(other.crop()).isNotEqualTo(face.crop()));
        }
    }

    @Test
    void aBlendIsAnotherQuestionThanAFace() throws IOException {
        teach("plain", "--unchanged");
        teach("blended", "--unchanged", "--blended", 1);

        assertThat(Files.readAllBytes(shard("blended"))).isNotEqualTo(Files.readAllBytes(shard("plain")));
    }

    @Test
    void whatCanNotBeTaughtIsNamedAndNothingIsMade() {
        CommandLineRun blended = teach("never", "--blended", 1.5);
        assertThat(blended.status()).isEqualTo(2);
        assertThat(blended.err()).startsWith("blended (1.5) must be between 0 and 1");

        CommandLineRun nobody =
                faces.run("teach %s --to %s --teacher nobody-1".formatted(prepared, folder.resolve("never")));
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.err()).startsWith("There is no embedder nobody-1");

        CommandLineRun unprepared =
                faces.run("teach %s --to %s --teacher %s".formatted(faces.images(), folder.resolve("never"), teacher));
        assertThat(unprepared.status()).isEqualTo(1);
        assertThat(unprepared.err())
                .contains("images is no prepared data set")
                .contains("Maybe prepare it: ./facegate prepare --help");
        assertThat(folder.resolve("never")).doesNotExist();
    }
}
