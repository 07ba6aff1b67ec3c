package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.facegate.training.dataset.PictureSource.LabelledPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
    @TempDir
    private Path folder;

    /** By {@code printf %s NAME | sha256sum}, its first two digits. */
    @ParameterizedTest
    @CsvSource({"a.jpg, 0", "b.jpg, 2", "00001A02.jpg, 0"})
    void isTheFirstByteOfTheNamesSha256(String name, int slice) {
        assertThat(Slices.of(Path.of(name))).isEqualTo(slice);
        assertThat(Slices.of(Path.of("whatever/folder").resolve(name))).isEqualTo(slice);
    }

    @Test
    void everyPictureIsInOneSlice() {
        List<LabelledPicture> pictures = IntStream.range(0, 500)
                .mapToObj(i -> new LabelledPicture("a", Path.of("a", i + ".jpg")))
                .toList();
        PictureSource.Listing all = new PictureSource.Listing(pictures, List.of(), List.of());

        List<LabelledPicture> some = Slices.of("2-9").of(all).pictures();
        List<LabelledPicture> rest = Slices.of("0,1").of(all).pictures();

        assertThat(Slices.ALL.of(all).pictures()).isEqualTo(pictures);
        assertThat(some).hasSizeBetween(350, 450).doesNotContainAnyElementsOf(rest);
        assertThat(some.size() + rest.size()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "1-", "-1", "a", "1;2", "1,,2"})
    void whatIsNoSliceIsRefused(String text) {
        assertThatThrownBy(() -> Slices.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slices (%s) must be numbers from 0 to 9, such as 2-9 or 0,4", text);
    }

    @Test
    void strangersAreOnePersonForEachPictureInFoldersOfAnyDepth() throws IOException {
        for (String file : List.of("b.jpg", "x/y/a.png", "x/.hidden.jpg", "x/notes.txt")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "pixels");
        }

        PictureSource.Listing listing = new PictureSource(folder, null).listStrangers();

        assertThat(listing.pictures())
                .extracting(LabelledPicture::identity)
                .containsExactlyInAnyOrder("b.jpg", "x/y/a.png");
        assertThat(listing.passedOver())
                .extracting(SkippedPicture::file, SkippedPicture::reason)
                .containsExactly(tuple("x/notes.txt", "not_a_picture"));
    }
}
