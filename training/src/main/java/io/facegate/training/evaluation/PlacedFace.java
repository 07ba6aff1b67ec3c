package io.facegate.training.evaluation;

import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.Crowding;
import io.facegate.vision.score.Score;
import io.facegate.vision.score.ScoreNormalisation;

/**
 * A face, and how crowded its model's space is there.
 */
record PlacedFace(Embedding embedding, Crowding crowding) {
    static PlacedFace of(Embedding embedding, ScoreNormalisation normalisation) {
        return new PlacedFace(embedding, normalisation.crowding(embedding));
    }

    double scoreWith(PlacedFace other) {
        return Score.of(embedding.similarityTo(other.embedding), crowding, other.crowding)
                .value();
    }
}
