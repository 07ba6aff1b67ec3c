package io.facegate.training.cli.training;

import io.facegate.training.cli.progress.Progress;
import io.facegate.training.tracking.ExperimentTracker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of any training, whatever it trains: a bar over the steps at hand, a line for what is worth keeping, and
 * figures for the trackers.
 */
final class RunScreen implements AutoCloseable {
    private final PrintWriter out;
    private final ExperimentTracker tracker;
    private @Nullable ProgressBar bar;

    /**
     * @param out for lines
     * @param tracker stays the caller's
     */
    RunScreen(PrintWriter out, ExperimentTracker tracker) {
        this.out = out;
        this.tracker = tracker;
    }

    /** Figures of one moment. */
    @FunctionalInterface
    interface Figures {
        void tell(ExperimentTracker tracker) throws IOException;
    }

    /**
     * A bar's place.
     *
     * @param task what it says in front
     * @param done before this advance
     * @param of in all
     */
    record Place(String task, long done, long of) {}

    /**
     * @param message where the training begins or goes on
     * @param step steps that were done
     */
    void begin(String message, long step) {
        line(message);
        track(figures -> figures.begin(step + 1));
    }

    void line(String line) {
        out.println(line);
        out.flush();
    }

    /**
     * @param by how much more is done
     * @param figures what the bar says behind
     */
    void advance(Place place, long by, String figures) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = Progress.of(place.task(), place.of(), place.done());
            bar = shown;
        }
        shown.stepBy(by);
        shown.setExtraMessage(figures);
        if (place.done() + by >= place.of()) {
            close();
        }
    }

    /**
     * @throws UncheckedIOException if they can't be written
     */
    void track(Figures figures) {
        try {
            figures.tell(tracker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the bar, if there is one. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
