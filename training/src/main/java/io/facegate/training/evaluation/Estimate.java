package io.facegate.training.evaluation;

/**
 * A measured value and its 95% interval.
 *
 * @param value of the data
 * @param low 2.5th percentile of the resamples
 * @param high 97.5th percentile
 */
public record Estimate(double value, double low, double high) {}
