package io.facegate.training.cli.training;

import io.facegate.training.tracking.ExperimentTracker;
import io.facegate.training.tracking.RunEnd;
import io.facegate.training.tracking.Thumbnails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A tracker that can be asked what it was told, a line for each figure. */
class ListedFigures implements ExperimentTracker {
    private final List<String> told = new ArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void begin(long step) {
        told.add("begin " + step);
    }

    @Override
    public void scalar(long step, String name, double value) throws IOException {
        told.add("%d %s %s".formatted(step, name, value));
    }

    @Override
    public void histogram(long step, String name, float[] values) {
        told.add("%d %s of %d".formatted(step, name, values.length));
    }

    @Override
    public void picture(long step, String name, byte[] png) {
        told.add("%d %s picture".formatted(step, name));
    }

    @Override
    public void embeddings(long step, String name, float[][] points, List<String> labels, Thumbnails thumbnails)
            throws IOException {
        thumbnails.at(0);
        told.add("%d %s %d points %s".formatted(step, name, points.length, labels.get(0)));
    }

    @Override
    public void result(String name, double value) {
        told.add("result %s %s".formatted(name, value));
    }

    @Override
    public void end(RunEnd end) {
        told.add("end " + end);
    }

    @Override
    public void close() {}
}
