package io.facegate.training.tracking;

import java.io.IOException;
import java.util.List;

/** Several trackers that are told the same. */
record TrackerGroup(List<ExperimentTracker> trackers) implements ExperimentTracker {
    TrackerGroup {
        trackers = List.copyOf(trackers);
    }

    @Override
    public void begin(long step) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.begin(step);
        }
    }

    @Override
    public void scalar(long step, String name, double value) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.scalar(step, name, value);
        }
    }

    @Override
    public void histogram(long step, String name, float[] values) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.histogram(step, name, values);
        }
    }

    @Override
    public void picture(long step, String name, byte[] png) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.picture(step, name, png);
        }
    }

    @Override
    public void embeddings(long step, String name, float[][] points, List<String> labels, Thumbnails thumbnails)
            throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.embeddings(step, name, points, labels, thumbnails);
        }
    }

    @Override
    public void result(String name, double value) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.result(name, value);
        }
    }

    @Override
    public void end(RunEnd end) throws IOException {
        for (ExperimentTracker tracker : trackers) {
            tracker.end(end);
        }
    }

    /** Closes every one, and then fails if one has. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (ExperimentTracker tracker : trackers) {
            try {
                tracker.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
