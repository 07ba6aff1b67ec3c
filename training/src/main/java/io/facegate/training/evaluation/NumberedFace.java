package io.facegate.training.evaluation;

import io.facegate.vision.embedding.Embedding;

/**
 * A face of somebody.
 *
 * @param person by a number from 0
 * @param picture which of the person's pictures, from 1
 */
record NumberedFace(int person, int picture, Embedding embedding) {
    ComparedPair comparedWith(NumberedFace other) {
        return new ComparedPair(
                person,
                picture,
                other.person,
                other.picture,
                embedding.similarityTo(other.embedding).cosine());
    }
}
