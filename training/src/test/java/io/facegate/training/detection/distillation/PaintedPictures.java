package io.facegate.training.detection.distillation;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of one colour each, so that what a scene was made of can be told from its pixels. */
final class PaintedPictures {
    private PaintedPictures() {}

    /** PNG files, one of each colour, 40 pixels wide and 50 high. */
    static List<Path> write(Path folder, Color... colours) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Color colour : colours) {
            BufferedImage picture = new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 40 * 50; i++) {
                picture.setRGB(i % 40, i / 40, colour.getRGB());
            }
            Path file = folder.resolve(files.size() + ".png");
            ImageIO.write(picture, "png", file.toFile());
            files.add(file);
        }
        return files;
    }
}
