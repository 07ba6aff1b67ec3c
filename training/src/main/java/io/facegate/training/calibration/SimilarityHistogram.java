package io.facegate.training.calibration;

/**
 * Cosine similarities counted in bins of 0.00001: all pairs of a data set are too many to keep, and no threshold needs
 * more digits. Not thread-safe; histograms of several threads are added up.
 */
final class SimilarityHistogram {
    private static final int BINS_PER_UNIT = 100_000;

    private final long[] counts = new long[2 * BINS_PER_UNIT + 1];
    private long total;

    void add(double similarity) {
        counts[bin(similarity)]++;
        total++;
    }

    void add(SimilarityHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    long total() {
        return total;
    }

    /** The lowest threshold that at most this share of the similarities reaches. */
    double thresholdAt(double share) {
        long allowed = (long) Math.floor(share * total);
        long reached = 0;
        int bin = counts.length - 1;
        while (bin >= 0 && reached + counts[bin] <= allowed) {
            reached += counts[bin];
            bin--;
        }
        return lowerEdge(bin + 1);
    }

    long countAtLeast(double threshold) {
        long count = 0;
        for (int bin = bin(threshold); bin < counts.length; bin++) {
            count += counts[bin];
        }
        return count;
    }

    private static int bin(double similarity) {
        double clamped = Math.max(-1, Math.min(1, similarity));
        return (int) Math.floor((clamped + 1) * BINS_PER_UNIT + 1e-2);
    }

    private static double lowerEdge(int bin) {
        return (double) bin / BINS_PER_UNIT - 1;
    }
}
