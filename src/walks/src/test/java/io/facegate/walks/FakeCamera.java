package io.facegate.walks;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * What Chromium's fake camera shows, over and over. Chromium reads Motion JPEG, which is JPEGs one after another, 30 a
 * second.
 */
final class FakeCamera {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final double FAR = 0.2;
    private static final double CLOSE = 0.5;
    private static final int FRAMES_FAR = 60;
    private static final int FRAMES_CLOSE = 240;
    private static final int WALL = 0x9a9a9a;

    private FakeCamera() {}

    /** Somebody who is close enough all the time. */
    static Path close(Path file, Path picture, JsonNode box) throws IOException {
        return Files.write(file, frame(ImageIO.read(picture.toFile()), box, CLOSE));
    }

    /** @param box of the face in the picture, as /v1/detect answers it */
    static Path comingCloser(Path file, Path picture, JsonNode box) throws IOException {
        BufferedImage portrait = ImageIO.read(picture.toFile());
        byte[] far = frame(portrait, box, FAR);
        byte[] close = frame(portrait, box, CLOSE);
        try (OutputStream frames = Files.newOutputStream(file)) {
            for (int i = 0; i < FRAMES_FAR; i++) {
                frames.write(far);
            }
            for (int i = 0; i < FRAMES_CLOSE; i++) {
                frames.write(close);
            }
        }
        return file;
    }

    /** @param share of the frame's height that the face has */
    private static byte[] frame(BufferedImage portrait, JsonNode box, double share) throws IOException {
        double left = box.get("left").asDouble();
        double top = box.get("top").asDouble();
        double right = box.get("right").asDouble();
        double bottom = box.get("bottom").asDouble();
        double scale = share * HEIGHT / (bottom - top);
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = frame.createGraphics();
        graphics.setColor(new Color(WALL));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(
                portrait,
                (int) (WIDTH / 2.0 - scale * (left + right) / 2),
                (int) (HEIGHT * 0.48 - scale * (top + bottom) / 2),
                (int) (scale * portrait.getWidth()),
                (int) (scale * portrait.getHeight()),
                null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
