package io.facegate.service.enrolment;

import java.awt.image.BufferedImage;
import java.util.Random;

/** The kinds of bad pictures in which different people resemble each other. */
final class DegradedPictures {
    private DegradedPictures() {}

    /** With normally distributed noise of this standard deviation in each channel, in grey levels. */
    static BufferedImage noisy(BufferedImage picture, double deviation) {
        Random random = new Random(picture.getRGB(100, 100));
        BufferedImage noisy = likewise(picture);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                int changed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    long value = Math.round((rgb >> shift & 0xFF) + deviation * random.nextGaussian());
                    changed |= (int) Math.max(0, Math.min(255, value)) << shift;
                }
                noisy.setRGB(x, y, changed);
            }
        }
        return noisy;
    }

    /**
     * Grey, of so few levels.
     *
     * @param dithered whether neighbouring pixels get what each can't show (Floyd and Steinberg 1976)
     */
    static BufferedImage ofGreyLevels(BufferedImage picture, int levels, boolean dithered) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        double[] grey = new double[(width + 2) * (height + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = picture.getRGB(x, y);
                grey[y * (width + 2) + x + 1] =
                        0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
            }
        }
        double step = 255.0 / (levels - 1);
        BufferedImage few = likewise(picture);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * (width + 2) + x + 1;
                double level = Math.max(0, Math.min(255, Math.round(grey[i] / step) * step));
                few.setRGB(x, y, (int) level * 0x010101);
                if (dithered) {
                    double error = grey[i] - level;
                    grey[i + 1] += error * 7 / 16;
                    grey[i + width + 1] += error * 3 / 16;
                    grey[i + width + 2] += error * 5 / 16;
                    grey[i + width + 3] += error / 16;
                }
            }
        }
        return few;
    }

    /** Each square of this side has the colour of its corner. */
    static BufferedImage pixelated(BufferedImage picture, int side) {
        BufferedImage pixelated = likewise(picture);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                pixelated.setRGB(x, y, picture.getRGB(x / side * side, y / side * side));
            }
        }
        return pixelated;
    }

    private static BufferedImage likewise(BufferedImage picture) {
        return new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    }
}
