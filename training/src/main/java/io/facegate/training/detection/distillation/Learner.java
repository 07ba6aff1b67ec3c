package io.facegate.training.detection.distillation;

import java.nio.file.Path;

/** A network in training. */
interface Learner<T> extends AutoCloseable {
    /**
     * Learns from a lesson.
     *
     * @param step from 0
     */
    StageFigures step(T lesson, long step, double learningRate);

    /** How far student and teacher are apart in a lesson, without learning from it. */
    StageFigures measure(T lesson, long number);

    /** Writes all variables, the optimizer's too. */
    void save(Path prefix);

    /** Reads what {@link #save} of the same stage wrote. */
    void restore(Path prefix);

    @Override
    void close();
}
