package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationSettingsTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(112, 8);

    @Test
    void ofTheSameSourceDifferInNothing() {
        assertThat(settings(GEOMETRY, "mtcnn-1", "pictures", "a", null)
                        .differences(settings(GEOMETRY, "mtcnn-1", "pictures", "b", null), true))
                .isEmpty();
    }

    @Test
    void otherPicturesAreADifferenceWhereNoneMayBeAdded() {
        assertThat(settings(GEOMETRY, "mtcnn-1", "pictures", "a", null)
                        .differences(settings(GEOMETRY, "mtcnn-1", "pictures", "b", null), false))
                .containsExactly("it is of other faces");
    }

    @Test
    void everyDifferenceIsSaidInWords() {
        assertThat(settings(GEOMETRY, "mtcnn-1", "pictures", "a", null)
                        .differences(settings(new CropGeometry(64, 0), "mtcnn-2", "others", "b", null), true))
                .containsExactly(
                        "its faces are of 112 pixels with a rim of 8, where 64 with 0 are wanted",
                        "its faces were found by mtcnn-1, where mtcnn-2 is to find them",
                        "its pictures are from pictures, not others");
        assertThat(settings(GEOMETRY, "of the source", "seed 1", "a", new Teaching("one", 512))
                        .differences(
                                settings(GEOMETRY, "of the source", "seed 2", "a", new Teaching("two", 512)), false))
                .containsExactly(
                        "its faces were changed at random otherwise (--seed, --blended or --unchanged)",
                        "it was taught by one, not two");
    }

    @Test
    void aFolderIsTheSameHoweverItIsGiven(@TempDir Path folder) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), pictures);

        assertThat(settings(GEOMETRY, "mtcnn-1", pictures.toString(), "a", null)
                        .differences(settings(GEOMETRY, "mtcnn-1", link.toString(), "a", null), true))
                .isEmpty();
        assertThat(settings(GEOMETRY, "mtcnn-1", pictures + "/../pictures", "a", null)
                        .differences(settings(GEOMETRY, "mtcnn-1", pictures.toString(), "a", null), true))
                .isEmpty();
    }

    private static PreparationSettings settings(
            CropGeometry geometry, String detector, String source, String listing, @Nullable Teaching teaching) {
        return new PreparationSettings(geometry, detector, source, listing, 1, teaching);
    }
}
