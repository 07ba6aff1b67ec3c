package io.facegate.service.decision;

import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.score.Score;

/**
 * What two faces came to.
 *
 * @param similarity for people to see
 * @param score that is decided by: the similarity itself, of an embedder without centres
 */
public record Comparison(Similarity similarity, Score score) {}
