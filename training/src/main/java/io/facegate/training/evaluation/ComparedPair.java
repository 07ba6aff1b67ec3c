package io.facegate.training.evaluation;

/**
 * Two pictures compared, and whom they show.
 *
 * @param first person, by a number from 0
 * @param firstPicture which of the person's pictures, from 1
 * @param second person, by a number from 0
 * @param secondPicture which of the person's pictures, from 1
 * @param score their similarity; higher is more alike
 */
public record ComparedPair(int first, int firstPicture, int second, int secondPicture, double score) {
    public boolean genuine() {
        return first == second;
    }

    ScoredPair scored() {
        return new ScoredPair(score, genuine());
    }
}
