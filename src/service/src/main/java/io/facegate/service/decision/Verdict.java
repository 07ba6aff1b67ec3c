package io.facegate.service.decision;

import io.facegate.vision.embedding.Similarity;

/**
 * What a comparison came to, and why.
 *
 * @param grant from which similarity on access is granted
 */
public record Verdict(Decision decision, Similarity similarity, Threshold grant) {}
