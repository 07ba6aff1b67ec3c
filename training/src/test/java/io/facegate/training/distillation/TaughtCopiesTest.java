package io.facegate.training.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.SolidColourFaces;
import io.facegate.vision.embedding.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaughtCopiesTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 0);

    @TempDir
    private Path folder;

    private FaceEmbedder teacher;
    private PreparedDataset source;

    @BeforeEach
    void prepare() throws IOException {
        teacher = MeanColourTeacher.open(folder.resolve("models"), GEOMETRY.faceSize());
        source = PreparedDataset.open(List.of(
                prepared("first", "red", 200, 20, 20), prepared("second", "blue", 20, 20, 200, "green", 20, 200, 20)));
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        teacher.close();
    }

    /** Each person a name and three numbers. */
    private Path prepared(String name, Object... people) throws IOException {
        for (int i = 0; i < people.length; i += 4) {
            SolidColourFaces.write(
                    folder.resolve(name), (String) people[i], 4, (int) people[i + 1], (int) people[i + 2], (int)
                            people[i + 3]);
        }
        Path prepared = folder.resolve("prepared-" + name);
        SolidColourFaces.prepare(folder.resolve(name), prepared, GEOMETRY);
        return prepared;
    }

    private static List<String> people(PreparedDataset dataset) {
        return IntStream.range(0, dataset.identities())
                .mapToObj(dataset::nameOf)
                .sorted()
                .toList();
    }

    @Test
    void whoResemblesSomebodyOfTheOthersIsLeftOut() throws IOException {
        Path others = prepared("others", "somebody", 21, 199, 20);
        TaughtCopies copies = new TaughtCopies(folder.resolve("copies"), source, teacher);

        PreparedDataset kept = copies.strangersTo(List.of(others), 0.99, done -> {});

        assertThat(people(kept)).containsExactly("blue", "red");
        assertThat(kept.pictures()).isEqualTo(8);
        assertThat(kept.picturesOfSource(0)).hasSize(4);
        assertThat(kept.picturesOfSource(1)).hasSize(4);
        assertThat(kept.fingerprint()).isNotEqualTo(source.fingerprint());
        for (int picture = 0; picture < kept.pictures(); picture++) {
            assertThat(kept.read(picture).identity()).isEqualTo(kept.nameOf(kept.identityOf(picture)));
        }
        assertThat(people(copies.strangersTo(List.of(others), 1.01, done -> {})))
                .as("nothing is more similar than that")
                .containsExactly("blue", "green", "red");
    }

    @Test
    void whatIsTaughtAlreadyIsNotAskedAbout() throws IOException {
        Path others = prepared("others", "somebody", 200, 20, 21);
        Path taught = folder.resolve("taught");
        try (PreparedDataset dataset = PreparedDataset.open(List.of(others))) {
            new TaughtDataset(dataset, teacher, Augmentation.NONE, 0, 1).write(taught, done -> {});
        }

        PreparedDataset kept = new TaughtCopies(folder.resolve("copies"), source, teacher)
                .strangersTo(List.of(taught), 0.99, done -> {});

        assertThat(people(kept)).containsExactly("blue", "green");
        assertThat(folder.resolve("copies/unchanged")).exists();
        assertThat(folder.resolve("copies/compared-1")).doesNotExist();
    }

    @Test
    void eachCopyIsThatOfItsSeed() throws IOException {
        Augmentation changes = new Augmentation(0, true, 10, 0, 0, 0.2f, 0, 0);
        Path alone = folder.resolve("alone");
        new TaughtDataset(source, teacher, changes, 0.5, 6).write(alone, done -> {});

        new TaughtCopies(folder.resolve("copies"), source, teacher)
                .write(source, changes, 0.5, new long[] {5, 6}, done -> {});

        String shard = "shard-00000.tfrecord";
        assertThat(folder.resolve("copies/2").resolve(shard)).hasSameBinaryContentAs(alone.resolve(shard));
        assertThat(Files.readAllBytes(folder.resolve("copies/1").resolve(shard)))
                .isNotEqualTo(Files.readAllBytes(alone.resolve(shard)));
    }
}
