package io.facegate.training.detection.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
