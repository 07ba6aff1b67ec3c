package io.facegate.vision.score;

import io.facegate.vision.embedding.Similarity;

/**
 * How much more similar two faces are than the faces around them are to either, -2..2: cosine less the mean of both
 * crowdings. One threshold on it holds in populations that lie in the space more or less densely, which one on the cosine
 * doesn't (after the adaptive score normalisation of speaker verification, e.g. Matejka et al. 2017, with centres instead of a
 * cohort of people). It is symmetric. Of a model without centres it is the cosine.
 */
public record Score(float value) implements Comparable<Score> {
    public Score {
        if (!(value >= -2.002f && value <= 2.002f)) {
            throw new IllegalArgumentException("score (%s) must be between -2 and 2".formatted(value));
        }
    }

    public static Score of(Similarity similarity, Crowding one, Crowding other) {
        return new Score(similarity.cosine() - (one.value() + other.value()) / 2);
    }

    public boolean atLeast(float threshold) {
        return value >= threshold;
    }

    @Override
    public int compareTo(Score other) {
        return Float.compare(value, other.value);
    }
}
