package io.facegate.training.detection.distillation;

import java.io.IOException;

/**
 * Endless lessons for a network. One depends on its number, the seed and the pictures only, so a run that goes on sees the
 * same ones. Not for several threads at once.
 */
interface Lessons<T> extends AutoCloseable {
    T draw(long number) throws IOException;

    /** Forgets the pictures in memory. */
    @Override
    void close();
}
