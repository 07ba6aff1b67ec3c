package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisjointPeopleTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    @TempDir
    Path folder;

    @Test
    void otherPeopleAreWelcome() throws IOException {
        Path training = prepared("training", "ann", 200, 10);
        Path validation = prepared("validation", "bob", 10, 200);

        assertThatCode(() -> require(training, validation, false)).doesNotThrowAnyException();
    }

    @Test
    void theSameFolderIsRefusedThroughALinkToo() throws IOException {
        Path training = prepared("training", "ann", 200, 10);
        Path link = Files.createSymbolicLink(folder.resolve("link"), training);

        refused(training, training, true).hasMessageContaining("is for validation, and for training too.");
        refused(training, link, true).hasMessageContaining("and for training too (as " + training + ")");
        refused(training, folder.resolve("training/../training"), true).hasMessageContaining("for training too");
    }

    @Test
    void theSamePicturesAreRefusedWhateverTheyAreCalled() throws IOException {
        Path training = prepared("training", "ann", 200, 10);
        Path validation = prepared("validation", "somebody-else", 200, 10);

        refused(training, validation, true)
                .hasMessageContaining("3 pictures are for training and for validation, whatever they are called:"
                        + " somebody-else in the validation is ann in the training");
    }

    @Test
    void linksToAPersonsPicturesAreThosePictures() throws IOException {
        Path training = prepared("training", "ann", 200, 10);
        Path pictures = Files.createDirectories(folder.resolve("linked"));
        Files.createSymbolicLink(pictures.resolve("a"), folder.resolve("training-pictures/ann"));
        Path validation = folder.resolve("validation");
        SolidColourFaces.prepare(pictures, validation, GEOMETRY);

        refused(training, validation, true).hasMessageContaining("a in the validation is ann in the training");
    }

    @Test
    void theSameNamesAreRefusedUnlessTheyAreOthers() throws IOException {
        Path training = prepared("training", "ann", 200, 10);
        Path validation = prepared("validation", "ann", 10, 200);

        refused(training, validation, false)
                .hasMessageContaining("1 people of the validation have names of people of the training, such as ann.")
                .hasMessageContaining("--set data.sameNames=different-people");
        assertThatCode(() -> require(training, validation, true)).doesNotThrowAnyException();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(
            Path training, Path validation, boolean namesMayRepeat) {
        return assertThatThrownBy(() -> require(training, validation, namesMayRepeat))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("Maybe ");
    }

    private static void require(Path training, Path validation, boolean namesMayRepeat) throws IOException {
        try (PreparedDataset first = PreparedDataset.open(List.of(training));
                PreparedDataset second = PreparedDataset.open(List.of(validation))) {
            new DisjointPeople(List.of(training), List.of(validation)).require(first, second, namesMayRepeat);
        }
    }

    private Path prepared(String name, String person, int red, int green) throws IOException {
        Path pictures = folder.resolve(name + "-pictures");
        SolidColourFaces.write(pictures, person, 3, red, green, 10);
        Path target = folder.resolve(name);
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        return target;
    }
}
