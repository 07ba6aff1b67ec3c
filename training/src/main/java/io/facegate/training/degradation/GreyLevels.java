package io.facegate.training.degradation;

import org.bytedeco.opencv.opencv_core.Mat;

/** Shows a picture in few grey levels, which are evenly spaced from black to white. */
final class GreyLevels {
    private static final double WHITE = 255;

    private GreyLevels() {}

    static void reduce(Mat rgb, int levels, boolean dithered) {
        if (levels < 2) {
            throw new IllegalArgumentException("levels (%d) must be two or more".formatted(levels));
        }
        int width = rgb.cols();
        int height = rgb.rows();
        byte[] pixels = new byte[3 * width * height];
        rgb.data().get(pixels);
        double step = WHITE / (levels - 1);
        // a column on each side and a row below take the errors that leave the picture
        int stride = width + 2;
        double[] grey = new double[stride * (height + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grey[y * stride + x + 1] = luma(pixels, 3 * (y * width + x));
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * stride + x + 1;
                double level = Math.max(0, Math.min(WHITE, Math.round(grey[i] / step) * step));
                if (dithered) {
                    diffuse(grey, i, stride, grey[i] - level);
                }
                for (int channel = 0; channel < 3; channel++) {
                    pixels[3 * (y * width + x) + channel] = (byte) Math.round(level);
                }
            }
        }
        rgb.data().put(pixels, 0, pixels.length);
    }

    private static double luma(byte[] rgb, int at) {
        return 0.299 * Byte.toUnsignedInt(rgb[at])
                + 0.587 * Byte.toUnsignedInt(rgb[at + 1])
                + 0.114 * Byte.toUnsignedInt(rgb[at + 2]);
    }

    private static void diffuse(double[] grey, int at, int stride, double error) {
        grey[at + 1] += error * 7 / 16;
        grey[at + stride - 1] += error * 3 / 16;
        grey[at + stride] += error * 5 / 16;
        grey[at + stride + 1] += error / 16;
    }
}
