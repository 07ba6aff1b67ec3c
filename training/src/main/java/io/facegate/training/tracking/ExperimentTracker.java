package io.facegate.training.tracking;

import java.io.IOException;
import java.util.List;

/** Where the figures of a run go. */
public interface ExperimentTracker extends AutoCloseable {
    /**
     * The run begins, or goes on after it was killed: what was told of this step and later ones is void.
     *
     * @param step the first that will be told of
     */
    void begin(long step) throws IOException;

    /**
     * @param step how many steps of the run were done
     * @param name such as {@code training/loss}
     */
    void scalar(long step, String name, double value) throws IOException;

    /**
     * How values are distributed.
     *
     * @param name such as {@code embeddings/norm}
     */
    void histogram(long step, String name, float[] values) throws IOException;

    /**
     * @param name such as {@code validation/roc}
     * @param png the encoded picture
     */
    void picture(long step, String name, byte[] png) throws IOException;

    /**
     * Points of many dimensions, to look at from all sides.
     *
     * @param labels one for each point, without tabs and line ends
     * @param thumbnails what each point stands for; read when they are wanted
     */
    void embeddings(long step, String name, float[][] points, List<String> labels, Thumbnails thumbnails)
            throws IOException;

    /**
     * What remains of the whole run; a later value replaces an earlier one.
     *
     * @param name such as {@code best/auc}
     */
    void result(String name, double value) throws IOException;

    /** Just before {@link #close}; without it, the run has failed. */
    void end(RunEnd end) throws IOException;

    @Override
    void close() throws IOException;

    /** Tells several trackers, and owns them. */
    static ExperimentTracker all(List<ExperimentTracker> trackers) {
        return new TrackerGroup(trackers);
    }
}
