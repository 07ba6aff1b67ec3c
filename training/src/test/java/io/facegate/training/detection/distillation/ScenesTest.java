package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.configuration.ConfigurationException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenesTest {
    private static final SceneSettings SETTINGS = new SceneSettings(64, 10, 80, 1);

    @TempDir
    private Path folder;

    private final List<Path> pictures = new ArrayList<>();

    @BeforeEach
    void paintPictures() throws IOException {
        for (int i = 0; i < 8; i++) {
            BufferedImage picture = new BufferedImage(40 + i, 50 - i, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < 40; x++) {
                picture.setRGB(x, (x + i) % 40, Color.HSBtoRGB(i / 8f, 1, 1));
            }
            Path file = folder.resolve(i + ".png");
            ImageIO.write(picture, "png", file.toFile());
            pictures.add(file);
        }
    }

    @Test
    void theSameNumberIsTheSameSceneInWhateverOrder() throws IOException {
        try (Scenes one = new Scenes(pictures, SETTINGS, 1);
                Scenes other = new Scenes(pictures, SETTINGS, 1)) {
            byte[] first = one.draw(3);
            byte[] later = one.draw(45);

            assertThat(other.draw(45)).isEqualTo(later);
            assertThat(other.draw(3)).isEqualTo(first).hasSize(64 * 64 * 3);
        }
    }

    @Test
    void numbersAndSeedsGiveDifferentScenes() throws IOException {
        try (Scenes one = new Scenes(pictures, SETTINGS, 1);
                Scenes other = new Scenes(pictures, SETTINGS, 2)) {
            assertThat(one.draw(0)).isNotEqualTo(one.draw(1)).isNotEqualTo(other.draw(0));
        }
    }

    @Test
    void goOnAfterTheirPicturesWereForgotten() throws IOException {
        try (Scenes scenes = new Scenes(pictures, SETTINGS, 1)) {
            byte[] before = scenes.draw(3);
            scenes.close();

            assertThat(scenes.draw(3)).isEqualTo(before);
        }
    }

    @Test
    void scenesOfTheSamePoolDiffer() throws IOException {
        try (Scenes scenes = new Scenes(pictures, SETTINGS, 1)) {
            Set<Integer> seen = new HashSet<>();
            for (int number = 0; number < 60; number++) {
                seen.add(Arrays.hashCode(scenes.draw(number)));
            }

            assertThat(seen).hasSize(60);
        }
    }

    /** White pictures: what isn't background is bright. */
    @Test
    void moreCoverageLeavesLessBackground() throws IOException {
        List<Path> white = PaintedPictures.write(folder.resolve("white"), Color.WHITE);

        double little = bright(white, new SceneSettings(64, 10, 20, 0.1));
        double much = bright(white, new SceneSettings(64, 10, 20, 3));

        assertThat(much).isGreaterThan(little + 0.15);
    }

    private static double bright(List<Path> pictures, SceneSettings settings) throws IOException {
        int bright = 0;
        try (Scenes scenes = new Scenes(pictures, settings, 1)) {
            for (int number = 0; number < 40; number++) {
                for (byte value : scenes.draw(number)) {
                    bright += (value & 0xff) > 200 ? 1 : 0;
                }
            }
        }
        return bright / (40.0 * 64 * 64 * 3);
    }

    @Test
    void aPieceMayBeLargerThanTheScene() throws IOException {
        try (Scenes scenes = new Scenes(pictures, new SceneSettings(48, 100, 300, 1), 1)) {
            for (int number = 0; number < 20; number++) {
                assertThat(scenes.draw(number)).hasSize(48 * 48 * 3);
            }
        }
    }

    @Test
    void ofNoPicturesThereAreNone() {
        assertThatThrownBy(() -> new Scenes(List.of(), SETTINGS, 1)).hasMessage("pictures must not be empty");
    }

    @ParameterizedTest
    @CsvSource({
        "47, 10, 80, 1, side (47) must be at least 48",
        "64, 7, 80, 1, smallest (7) must be at least 8",
        "64, 10, 10, 1, largest (10) must be more than smallest",
        "64, 10, 80, 0, coverage (0.0) must be positive"
    })
    void settingsThatMakeNoSceneAreRefused(int side, int smallest, int largest, double coverage, String problem) {
        assertThatThrownBy(() -> new SceneSettings(side, smallest, largest, coverage))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(problem);
    }
}
