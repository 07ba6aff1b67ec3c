package io.facegate.training.tracking;

import org.tensorflow.proto.HistogramProto;

/** Values counted in thirty bins between the smallest and the largest, as TensorBoard draws them. */
final class HistogramBins {
    private static final int BINS = 30;

    private HistogramBins() {}

    static HistogramProto of(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            sum += value;
            squares += (double) value * value;
        }
        double width = Math.max((high - low) / BINS, 1e-12);
        double[] counts = new double[BINS];
        for (float value : values) {
            counts[Math.min(BINS - 1, (int) ((value - low) / width))]++;
        }
        HistogramProto.Builder histogram = HistogramProto.newBuilder()
                .setMin(low)
                .setMax(high)
                .setNum(values.length)
                .setSum(sum)
                .setSumSquares(squares);
        for (int bin = 0; bin < BINS; bin++) {
            histogram
                    .addBucketLimit(bin + 1 == BINS ? high : low + (bin + 1) * width)
                    .addBucket(counts[bin]);
        }
        return histogram.build();
    }
}
