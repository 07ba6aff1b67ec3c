package io.facegate.training.fit;

/**
 * What changes from step to step.
 *
 * @param step of the whole run, from 0; what is random in the step depends on it
 * @param stepOfStage from 0
 * @param lossScale what the loss is multiplied with while gradients are computed
 */
record StepSettings(
        long step,
        long stepOfStage,
        int epoch,
        double margin,
        double backboneRate,
        double headRate,
        double lossScale) {}
