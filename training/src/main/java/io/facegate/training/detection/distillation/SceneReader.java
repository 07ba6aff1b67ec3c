package io.facegate.training.detection.distillation;

import io.facegate.training.TrainingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws scenes ahead of the training, on a thread of its own, in order. */
final class SceneReader implements AutoCloseable {
    private static final int AHEAD = 4;

    private final Scenes scenes;
    private final Deque<Future<byte[]>> pending = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "scene-reader");
        worker.setDaemon(true);
        return worker;
    });
    private long next;

    /**
     * @param scenes are closed with this reader
     * @param first number of the first scene
     */
    SceneReader(Scenes scenes, long first) {
        this.scenes = scenes;
        this.next = first;
    }

    byte[] next() {
        while (pending.size() < AHEAD) {
            long number = next++;
            pending.addLast(thread.submit(() -> scenes.draw(number)));
        }
        try {
            return pending.removeFirst().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("Interrupted while drawing a scene");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A scene can't be drawn", e.getCause());
        }
    }

    @Override
    public void close() {
        // after the scenes that are being drawn
        thread.submit(scenes::close);
        thread.shutdown();
    }
}
