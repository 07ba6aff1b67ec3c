package io.facegate.training.fit;

import io.facegate.training.evaluation.RocCurve;
import io.facegate.training.evaluation.ScoredPair;
import java.util.List;

/**
 * What the network made of the validation's pictures.
 *
 * @param pictures their numbers in the validation's data set
 * @param people whom each shows
 * @param embeddings unit vectors, in the same order
 * @param norms length of each before it was made one
 * @param pairs every genuine pair, and random impostor pairs
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record ValidatedPictures(
        int[] pictures, List<String> people, float[][] embeddings, float[] norms, List<ScoredPair> pairs) {
    public ValidatedPictures {
        people = List.copyOf(people);
        pairs = List.copyOf(pairs);
    }

    public RocCurve rocCurve() {
        return RocCurve.of(pairs);
    }
}
