package io.facegate.training.evaluation;

/** Is told how far an evaluation is, by several threads at once. */
@FunctionalInterface
public interface EvaluationProgress {
    /** One more picture is done, whatever became of it. */
    void pictureDone();
}
