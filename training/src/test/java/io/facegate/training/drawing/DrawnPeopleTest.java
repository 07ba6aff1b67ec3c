package io.facegate.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.dataset.PictureSource;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnPeopleTest {
    @TempDir
    Path folder;

    @Test
    void lieOnDiskLikeRealOnesWithDisjointLists() throws IOException {
        AtomicInteger drawn = new AtomicInteger();
        DrawnPeople made = new DrawnPeople(124, 2, 100, 1);
        made.write(folder, drawn::addAndGet);

        assertThat(drawn).hasValue(2 * 124 - 10);
        assertThat(made.count()).isEqualTo(drawn.get());
        List<String> training = Files.readAllLines(folder.resolve("train.txt"));
        List<String> validation = Files.readAllLines(folder.resolve("val.txt"));
        List<String> test = Files.readAllLines(folder.resolve("test.txt"));
        assertThat(training).hasSize(62);
        assertThat(validation).hasSize(31);
        assertThat(test).hasSize(31);
        Set<String> all = new HashSet<>(training);
        all.addAll(validation);
        all.addAll(test);
        assertThat(all).hasSize(124);
        IdentityFolder people = new IdentityFolder(folder.resolve("images"));
        assertThat(people.identities()).containsExactlyInAnyOrderElementsOf(all);

        PairsFile pairs = PairsFile.read(folder.resolve("pairs-test.txt"));
        assertThat(pairs.folds()).hasSize(10);
        Map<String, Long> folds = pairs.folds().stream()
                .flatMap(fold -> fold.stream()
                        .flatMap(pair ->
                                List.of(pair.first().identity(), pair.second().identity()).stream())
                        .distinct())
                .collect(java.util.stream.Collectors.groupingBy(name -> name, java.util.stream.Collectors.counting()));
        assertThat(folds.values()).as("nobody is in two folds").containsOnly(1L);
        assertThat(folds.keySet()).isSubsetOf(test);
        assertThat(pairs.folds()).allSatisfy(fold -> {
            assertThat(fold).filteredOn(PairsFile.Pair::genuine).hasSize(fold.size() / 2);
            assertThat(fold).allSatisfy(pair -> {
                assertThat(people.lfwPicture(
                                pair.first().identity(), pair.first().number()))
                        .exists();
                assertThat(people.lfwPicture(
                                pair.second().identity(), pair.second().number()))
                        .exists();
                assertThat(pair.first()).isNotEqualTo(pair.second());
            });
        });
    }

    @Test
    void aSeedGivesTheSamePicturesAndAnotherOneOthers() throws IOException {
        Path again = folder.resolve("again");
        Path other = folder.resolve("other");
        new DrawnPeople(8, 2, 100, 1).write(folder.resolve("first"), done -> {});
        new DrawnPeople(8, 2, 100, 1).write(again, done -> {});
        new DrawnPeople(8, 2, 100, 2).write(other, done -> {});

        String picture = "images/person-00003/person-00003_0002.jpg";
        byte[] first = Files.readAllBytes(folder.resolve("first").resolve(picture));
        assertThat(again.resolve(picture)).hasBinaryContent(first);
        assertThat(Files.readAllBytes(other.resolve(picture))).isNotEqualTo(first);
    }

    @Test
    void theBundledDetectorFindsOneFaceInEach() throws IOException {
        new DrawnPeople(12, 3, 200, 5).write(folder, done -> {});
        ModelStore bundle = new ModelStore(Path.of("../models/default"));

        int found = 0;
        try (MtcnnDetector detector = new MtcnnDetector(
                bundle.open(bundle.find(ModelContract.Detector.class, null), InferenceSettings.DEFAULT),
                DetectionSettings.DEFAULT)) {
            for (PictureSource.LabelledPicture picture :
                    new PictureSource(folder.resolve("images"), null).list().pictures()) {
                try (RgbImage image =
                        new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(picture.file()))) {
                    found += detector.detect(image).size() == 1 ? 1 : 0;
                }
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(33);
    }

    @Test
    void aPersonLooksLikeItselfMoreThanLikeOthers() throws IOException {
        new DrawnPeople(8, 4, 100, 3).write(folder, done -> {});
        double same = 0;
        double others = 0;
        for (int person = 0; person < 4; person++) {
            same += difference(picture(person, 1), picture(person, 3));
            others += difference(picture(person, 1), picture((person + 1) % 4, 3));
        }

        assertThat(same).isLessThan(others);
    }

    private Path picture(int person, int number) {
        String name = "person-%05d".formatted(person);
        return folder.resolve("images").resolve(name).resolve("%s_%04d.jpg".formatted(name, number));
    }

    /** Of the colours in the middle, where the face is. */
    private static double difference(Path one, Path other) throws IOException {
        double[] first = middle(one);
        double[] second = middle(other);
        return Math.abs(first[0] - second[0]) + Math.abs(first[1] - second[1]) + Math.abs(first[2] - second[2]);
    }

    private static double[] middle(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        double[] sums = new double[3];
        for (int y = 40; y < 70; y++) {
            for (int x = 40; x < 60; x++) {
                Color colour = new Color(picture.getRGB(x, y));
                sums[0] += colour.getRed() / 600.0;
                sums[1] += colour.getGreen() / 600.0;
                sums[2] += colour.getBlue() / 600.0;
            }
        }
        return sums;
    }

    @Test
    void fewPeopleMakeOneFoldOfPairs() throws IOException {
        new DrawnPeople(24, 3, 100, 1).write(folder, done -> {});

        PairsFile pairs = PairsFile.read(folder.resolve("pairs-test.txt"));

        assertThat(pairs.folds()).hasSize(1);
        // of the six of the test every third has one picture, and is in no pair
        assertThat(pairs.folds().get(0)).hasSize(2 * 4 * 2);
        assertThat(folder.resolve("images/person-00020")).isDirectoryContaining("glob:**_0001.jpg");
        try (var files = Files.list(folder.resolve("images/person-00020"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aPlaceThatCantBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file");

        assertThatThrownBy(() -> new DrawnPeople(8, 2, 100, 1).write(file, done -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taken");
    }

    @Test
    void tooFewAreRefused() {
        assertThatThrownBy(() -> new DrawnPeople(7, 2, 200, 1)).hasMessageContaining("people (7)");
        assertThatThrownBy(() -> new DrawnPeople(8, 1, 200, 1)).hasMessageContaining("pictures (1)");
        assertThatThrownBy(() -> new DrawnPeople(8, 2, 20, 1)).hasMessageContaining("side (20)");
    }
}
