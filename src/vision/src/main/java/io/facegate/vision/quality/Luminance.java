package io.facegate.vision.quality;

import io.facegate.vision.alignment.FaceCrop;
import java.util.Arrays;

/**
 * The luminance of a square picture, 0 to 255, row by row: luma by ITU-R BT.601, as in JPEG.
 *
 * @param beyond where there is no picture: {@code true} for each pixel that isn't one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Luminance(int size, double[] values, boolean[] beyond) {
    private static final int GREY_LEVELS = 256;

    /** Where a crop reaches beyond its picture it is black up to its edge; that says nothing about the face. */
    static Luminance of(FaceCrop crop) {
        byte[] rgb = crop.rgb();
        int size = crop.size();
        double[] luminance = new double[size * size];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = 0.299 * Byte.toUnsignedInt(rgb[3 * i])
                    + 0.587 * Byte.toUnsignedInt(rgb[3 * i + 1])
                    + 0.114 * Byte.toUnsignedInt(rgb[3 * i + 2]);
        }
        return new Luminance(size, luminance, BlackEdge.of(luminance, size));
    }

    /** Without so many pixels on each side, where an aligned face ends and what is behind it begins. */
    Luminance inner(int margin) {
        int side = size - 2 * margin;
        double[] inner = new double[side * side];
        boolean[] innerBeyond = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(values, (y + margin) * size + margin, inner, y * side, side);
            System.arraycopy(beyond, (y + margin) * size + margin, innerBeyond, y * side, side);
        }
        return new Luminance(side, inner, innerBeyond);
    }

    /** At half the resolution: each pixel is the mean of four. */
    Luminance halved() {
        int side = size / 2;
        double[] halved = new double[side * side];
        boolean[] halvedBeyond = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = 2 * y * size + 2 * x;
                halved[y * side + x] = (values[i] + values[i + 1] + values[i + size] + values[i + size + 1]) / 4;
                halvedBeyond[y * side + x] = beyond[i] || beyond[i + 1] || beyond[i + size] || beyond[i + size + 1];
            }
        }
        return new Luminance(side, halved, halvedBeyond);
    }

    double mean() {
        return mean(visible());
    }

    double deviation() {
        return Math.sqrt(variance(visible()));
    }

    private double[] visible() {
        double[] visible = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!beyond[i]) {
                visible[count++] = values[i];
            }
        }
        return Arrays.copyOf(visible, count);
    }

    /** Variance of the Laplacian (Pech-Pacheco et al. 2000): how much fine detail there is, grain included. */
    double laplacianVariance() {
        return variance(answers(1, 0));
    }

    /** What the difference of two Laplacians answers. */
    NoiseAnswers noiseAnswers() {
        return new NoiseAnswers(answers(-2, 1));
    }

    /**
     * What a filter answers for each pixel whose eight neighbours are there.
     *
     * @param side weight of the four neighbours beside the pixel
     * @param corner weight of the other four; the pixel's own makes the sum of all nothing
     */
    private double[] answers(int side, int corner) {
        double[] answers = new double[values.length];
        int count = 0;
        int centre = -4 * (side + corner);
        for (int y = 1; y < size - 1; y++) {
            for (int x = 1; x < size - 1; x++) {
                int i = y * size + x;
                if (!nearBeyond(i)) {
                    answers[count++] = centre * values[i]
                            + side * (values[i - 1] + values[i + 1] + values[i - size] + values[i + size])
                            + corner
                                    * (values[i - size - 1]
                                            + values[i - size + 1]
                                            + values[i + size - 1]
                                            + values[i + size + 1]);
                }
            }
        }
        return Arrays.copyOf(answers, count);
    }

    private boolean nearBeyond(int i) {
        return beyond[i]
                || beyond[i - 1]
                || beyond[i + 1]
                || beyond[i - size]
                || beyond[i + size]
                || beyond[i - size - 1]
                || beyond[i - size + 1]
                || beyond[i + size - 1]
                || beyond[i + size + 1];
    }

    /**
     * How many grey levels are used, 1 to 256: the number of equally frequent ones that would tell as much (the
     * exponential of the histogram's entropy).
     */
    double greyLevels() {
        int[] histogram = new int[GREY_LEVELS];
        double[] visible = visible();
        for (double value : visible) {
            histogram[(int) Math.round(value)]++;
        }
        double entropy = 0;
        for (int count : histogram) {
            if (count > 0) {
                double share = (double) count / visible.length;
                entropy -= share * Math.log(share);
            }
        }
        return Math.exp(entropy);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length == 0 ? 0 : squares / values.length;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
