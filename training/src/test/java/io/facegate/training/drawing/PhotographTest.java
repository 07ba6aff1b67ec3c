package io.facegate.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographTest {
    private static final int SIDE = 64;

    private static Circumstances now(double brightness, double blur, double noise) {
        Circumstances any = Circumstances.of(new SplittableRandom(1));
        return new Circumstances(
                any.background(),
                any.clothes(),
                any.height(),
                any.x(),
                any.y(),
                any.roll(),
                any.yaw(),
                any.pitch(),
                any.smile(),
                any.mouthOpen(),
                any.gaze(),
                any.light(),
                brightness,
                blur,
                noise);
    }

    /** Grey to the left, black to the right. */
    private static BufferedImage halves(Color left) {
        BufferedImage drawing = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = drawing.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, SIDE / 2, SIDE);
        graphics.dispose();
        return drawing;
    }

    private static BufferedImage taken(Color left, Circumstances now, long seed) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Photograph.of(halves(left), now, new SplittableRandom(seed))));
    }

    private static double[] column(BufferedImage picture, int x) {
        return IntStream.range(0, SIDE)
                .mapToDouble(y -> new Color(picture.getRGB(x, y)).getGreen())
                .toArray();
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void isAJpegOfTheDrawing() throws IOException {
        byte[] bytes = Photograph.of(halves(new Color(200, 60, 20)), now(1, 0.6, 0), new SplittableRandom(1));

        assertThat(bytes).startsWith((byte) 0xff, (byte) 0xd8, (byte) 0xff);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(picture.getWidth()).isEqualTo(SIDE);
        Color left = new Color(picture.getRGB(10, 30));
        assertThat(left.getRed()).isCloseTo(200, within(8));
        assertThat(left.getGreen()).isCloseTo(60, within(8));
        assertThat(left.getBlue()).isCloseTo(20, within(8));
    }

    @Test
    void isBrighterOrDarkerButNeverBeyondWhite() throws IOException {
        assertThat(mean(column(taken(new Color(100, 100, 100), now(0.75, 0.6, 0), 1), 8)))
                .isCloseTo(75, within(2.0));
        assertThat(mean(column(taken(new Color(240, 240, 240), now(1.15, 0.6, 0), 1), 8)))
                .isCloseTo(255, within(2.0));
    }

    @Test
    void anEdgeIsSofterTheLessItIsInFocus() throws IOException {
        BufferedImage sharp = taken(Color.WHITE, now(1, 0.6, 0), 1);
        BufferedImage soft = taken(Color.WHITE, now(1, 1.4, 0), 1);

        assertThat(mean(column(sharp, SIDE / 2 + 1))).isLessThan(mean(column(soft, SIDE / 2 + 1)) - 10);
        assertThat(mean(column(soft, SIDE - 6))).as("far from it").isLessThan(4);
    }

    @Test
    void hasAsMuchNoiseAsIsSaid() throws IOException {
        Color grey = new Color(120, 120, 120);

        assertThat(deviation(column(taken(grey, now(1, 1, 0), 1), 8))).isLessThan(0.8);
        double little = deviation(column(taken(grey, now(1, 1, 3), 1), 8));
        double much = deviation(column(taken(grey, now(1, 1, 12), 1), 8));
        // a JPEG loses some of it
        assertThat(little).isBetween(1.0, 4.5);
        assertThat(much).isBetween(2 * little, 15.0);
    }

    @Test
    void noiseIsOfAllColoursAndDoesNotChangeTheMean() throws IOException {
        BufferedImage picture = taken(new Color(120, 120, 120), now(1, 1, 12), 1);

        double sum = 0;
        int coloured = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE / 2 - 4; x++) {
                Color colour = new Color(picture.getRGB(x, y));
                sum += colour.getGreen();
                coloured += Math.abs(colour.getRed() - colour.getBlue()) > 5 ? 1 : 0;
            }
        }
        assertThat(sum / (SIDE * (SIDE / 2 - 4))).isCloseTo(120, within(1.0));
        assertThat(coloured).isGreaterThan(100);
    }

    @Test
    void isTheSameForTheSameRandomNumbers() throws IOException {
        Circumstances now = now(1, 1, 5);
        byte[] first = Photograph.of(halves(Color.GRAY), now, new SplittableRandom(4));

        assertThat(Photograph.of(halves(Color.GRAY), now, new SplittableRandom(4)))
                .isEqualTo(first);
        assertThat(Photograph.of(halves(Color.GRAY), now, new SplittableRandom(5)))
                .isNotEqualTo(first);
    }
}
