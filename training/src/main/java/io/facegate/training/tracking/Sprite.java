package io.facegate.training.tracking;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Thumbnails side by side in one picture, row by row, as TensorBoard's Projector cuts them out again: as many columns as
 * make it a square, and at most {@value #LARGEST} pixels a side.
 *
 * @param side of a thumbnail in pixels
 * @param columns in a row
 */
record Sprite(int side, int columns) {
    private static final int LARGEST = 8192;
    private static final int SIDE = 48;

    static Sprite of(int points) {
        int columns = Math.max(1, (int) Math.ceil(Math.sqrt(points)));
        return new Sprite(Math.max(1, Math.min(SIDE, LARGEST / columns)), columns);
    }

    void write(Path file, int points, Thumbnails thumbnails) throws IOException {
        int rows = (points + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * side, Math.max(1, rows) * side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            for (int point = 0; point < points; point++) {
                int x = point % columns * side;
                int y = point / columns * side;
                graphics.drawImage(thumbnails.at(point), x, y, side, side, null);
            }
        } finally {
            graphics.dispose();
        }
        ImageIO.write(sheet, "png", file.toFile());
    }
}
