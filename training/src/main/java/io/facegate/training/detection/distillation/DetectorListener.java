package io.facegate.training.detection.distillation;

import io.facegate.training.fit.Resumption;

/** Is told how a detector's training goes, on the training's own thread. */
public interface DetectorListener {
    /**
     * @param step of the stage, from 0
     * @param steps of the stage in all
     * @param stepOfRun from 0
     */
    record Step(Stage stage, long step, long steps, long stepOfRun, double loss, double rate) {}

    /**
     * How far student and teacher are apart on scenes of other people.
     *
     * @param step steps done in the stage
     * @param stepOfRun steps done in the run
     * @param boxError root of the mean squared error of a box edge, in crop sides
     * @param landmarkError the same of a landmark's coordinate; 0 for networks without
     * @param faces crops that the teacher takes for faces
     * @param missed share of these that the student takes for none
     * @param invented crops that only the student takes for faces, for each face
     */
    record Validation(
            Stage stage,
            long step,
            long stepOfRun,
            double loss,
            double boxError,
            double landmarkError,
            long faces,
            double missed,
            double invented) {}

    /** Before the first step of a stage. */
    default void started(Stage stage, Resumption resumption) {}

    void stepDone(Step step);

    void validated(Validation validation);
}
