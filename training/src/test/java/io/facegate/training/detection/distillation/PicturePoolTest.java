package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.image.PictureRejectedException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturePoolTest {
    private static final Color[] COLOURS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE, Color.BLACK};

    @TempDir
    private Path folder;

    @Test
    void holdsPicturesOfTheListInRgb() throws IOException {
        try (PicturePool pool = new PicturePool(PaintedPictures.write(folder, COLOURS))) {
            pool.fill(new Random(1));
            Random random = new Random(2);
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                var picture = pool.any(random);
                assertThat(picture.cols()).isEqualTo(40);
                assertThat(picture.rows()).isEqualTo(50);
                var pixel = picture.ptr(0, 0);
                seen.add((pixel.get(0) & 0xff) << 16 | (pixel.get(1) & 0xff) << 8 | pixel.get(2) & 0xff);
            }

            assertThat(seen).containsExactlyInAnyOrder(0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0);
        }
    }

    @Test
    void ofTheSameRandomNumbersIsTheSame() throws IOException {
        List<Path> files = PaintedPictures.write(folder, COLOURS);
        try (PicturePool one = new PicturePool(files);
                PicturePool other = new PicturePool(files)) {
            one.fill(new Random(1));
            one.fill(new Random(9));
            other.fill(new Random(9));
            Random first = new Random(2);
            Random second = new Random(2);

            for (int i = 0; i < 20; i++) {
                assertThat(PatchTest.pixels(one.any(first))).isEqualTo(PatchTest.pixels(other.any(second)));
            }
        }
    }

    @Test
    void ofNoPicturesIsRefused() {
        assertThatThrownBy(() -> new PicturePool(List.of())).hasMessage("pictures must not be empty");
    }

    @Test
    void aDamagedPictureEndsTheTrainingInsteadOfBeingPassedOver() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.jpg"), "no picture");
        try (PicturePool pool = new PicturePool(List.of(damaged));
                PicturePool gone = new PicturePool(List.of(folder.resolve("gone.jpg")))) {
            assertThatThrownBy(() -> pool.fill(new Random(1))).isInstanceOf(PictureRejectedException.class);
            assertThatThrownBy(() -> gone.fill(new Random(1))).isInstanceOf(NoSuchFileException.class);
        }
    }
}
