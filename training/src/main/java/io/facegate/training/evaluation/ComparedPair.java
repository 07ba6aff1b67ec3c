package io.facegate.training.evaluation;

/**
 * Two pictures compared, and whom they show.
 *
 * @param first person, by a number
 * @param second person, by a number
 * @param score their similarity; higher is more alike
 */
public record ComparedPair(int first, int second, double score) {
    public boolean genuine() {
        return first == second;
    }

    ScoredPair scored() {
        return new ScoredPair(score, genuine());
    }
}
