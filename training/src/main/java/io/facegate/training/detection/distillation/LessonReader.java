package io.facegate.training.detection.distillation;

import io.facegate.training.TrainingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws lessons ahead of the training, on a thread of its own, in order. */
final class LessonReader<T> implements AutoCloseable {
    private static final int AHEAD = 4;

    private final Lessons<T> lessons;
    private final Deque<Future<T>> pending = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "lesson-reader");
        worker.setDaemon(true);
        return worker;
    });
    private long next;

    /**
     * @param lessons are closed with this reader
     * @param first number of the first lesson
     */
    LessonReader(Lessons<T> lessons, long first) {
        this.lessons = lessons;
        this.next = first;
    }

    T next() {
        while (pending.size() < AHEAD) {
            long number = next++;
            pending.addLast(thread.submit(() -> lessons.draw(number)));
        }
        try {
            return pending.removeFirst().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("Interrupted while drawing a lesson");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lesson can't be drawn", e.getCause());
        }
    }

    @Override
    public void close() {
        // after the lessons that are being drawn
        thread.submit(lessons::close);
        thread.shutdown();
    }
}
