package io.facegate.training.tracking;

import java.io.IOException;
import java.util.List;

/**
 * A service for experiments that is somewhere else, slow, or not there. All methods but {@link #abandon} are called by one
 * thread, and may take as long as they need.
 */
interface TrackingService {
    /** For people. */
    String name();

    /**
     * Begins the run, or goes on with it.
     *
     * @return where to look at it, in words
     * @throws IOException with a message that a user understands
     */
    String start() throws IOException, InterruptedException;

    void send(List<Told> told) throws IOException, InterruptedException;

    /**
     * @return what is left for the user to do; empty if nothing
     */
    String finish(RunEnd end) throws IOException, InterruptedException;

    /** Ends whatever goes on, at once; from any thread. */
    void abandon();
}
