package io.facegate.training.evaluation;

/**
 * Two pictures compared.
 *
 * @param score their similarity; higher is more alike
 * @param genuine whether they show the same person
 */
public record ScoredPair(double score, boolean genuine) {}
