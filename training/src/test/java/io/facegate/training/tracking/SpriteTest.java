package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpriteTest {
    @TempDir
    private Path folder;

    @Test
    void thumbnailsLieRowByRowInASquare() throws IOException {
        Sprite sprite = Sprite.of(5);

        sprite.write(folder.resolve("sprite.png"), 5, number -> grey(40 * number + 40));

        BufferedImage sheet = ImageIO.read(folder.resolve("sprite.png").toFile());
        assertThat(sprite).isEqualTo(new Sprite(48, 3));
        assertThat(sheet.getWidth()).isEqualTo(3 * 48);
        assertThat(sheet.getHeight()).isEqualTo(2 * 48);
        for (int number = 0; number < 5; number++) {
            int middle = sheet.getRGB(number % 3 * 48 + 24, number / 3 * 48 + 24);
            assertThat(new Color(middle).getRed()).isEqualTo(40 * number + 40);
        }
    }

    private static BufferedImage grey(int value) {
        BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 9; i++) {
            image.setRGB(i % 3, i / 3, new Color(value, value, value).getRGB());
        }
        return image;
    }

    @Test
    void manyPointsHaveSmallerThumbnailsRatherThanASheetThatBrowsersRefuse() {
        Sprite sprite = Sprite.of(100_000);

        assertThat(sprite.columns()).isEqualTo(317);
        assertThat(sprite.columns() * sprite.side()).isBetween(7500, 8192);
    }
}
