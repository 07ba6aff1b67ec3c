package io.facegate.training.fit;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C, or a polite kill, while a run goes on: the run is asked to stop after its step, and the process waits until it
 * has saved and closed everything. (A process that ended in the midst of a native computation would crash.)
 */
public final class StopSignal implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "stop-signal");
    private final Runnable answer;
    private volatile boolean requested;

    public StopSignal() {
        this(() -> {});
    }

    /**
     * @param answer at once, on a thread of its own
     */
    public StopSignal(Runnable answer) {
        this.answer = answer;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean requested() {
        return requested;
    }

    private void stopAndWait() {
        requested = true;
        answer.run();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end. */
    @Override
    public void close() {
        closed.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
