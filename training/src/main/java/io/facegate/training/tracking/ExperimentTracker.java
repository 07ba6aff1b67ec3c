package io.facegate.training.tracking;

import java.io.IOException;
import java.util.List;

/** Where the figures of a run go. */
public interface ExperimentTracker extends AutoCloseable {
    /**
     * @param step of the run, from 0
     * @param name such as {@code training/loss}
     */
    void scalar(long step, String name, double value) throws IOException;

    @Override
    void close() throws IOException;

    /** Tells several trackers, and owns them. */
    static ExperimentTracker all(List<ExperimentTracker> trackers) {
        return new ExperimentTracker() {
            @Override
            public void scalar(long step, String name, double value) throws IOException {
                for (ExperimentTracker tracker : trackers) {
                    tracker.scalar(step, name, value);
                }
            }

            @Override
            public void close() throws IOException {
                for (ExperimentTracker tracker : trackers) {
                    tracker.close();
                }
            }
        };
    }
}
