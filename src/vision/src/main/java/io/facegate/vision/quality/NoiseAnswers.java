package io.facegate.vision.quality;

import java.util.stream.DoubleStream;

/**
 * What is left of a picture when brightness, slopes and straight edges are taken away, pixel by pixel: noise, by Immerkær,
 * Fast Noise Variance Estimation (1996). Fine detail is left, too.
 *
 * @param values in grey levels, each {@value #GAIN} times as strong as the noise of a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NoiseAnswers(double[] values) {
    /** The square root of the sum of the filter's squared weights. */
    private static final double GAIN = 6;

    /** Below this answer a pixel adds nothing to its neighbours. */
    private static final double FLAT = 0.5;

    /** What the mean of a normally distributed variable's absolute value is short of its standard deviation. */
    private static final double MEAN_TO_DEVIATION = Math.sqrt(Math.PI / 2);

    /** Standard deviation, in grey levels. */
    double noise() {
        return Luminance.mean(DoubleStream.of(values).map(Math::abs).toArray()) * MEAN_TO_DEVIATION / GAIN;
    }

    /** Share of the pixels that are where the pixels around them say, 0 to 1: pixelated and heavily compressed pictures. */
    double flatShare() {
        long flat = DoubleStream.of(values)
                .filter(answer -> Math.abs(answer) < FLAT)
                .count();
        return values.length == 0 ? 1 : (double) flat / values.length;
    }
}
