package io.facegate.service.inference;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is next. Cheap work goes before expensive work, unless that has waited for so long as its cost gives it to wait: a
 * few large pictures then don't make everybody wait, and nobody waits for ever. Expensive work has bounds of its own, for
 * how much may wait and for how much is worked on at the same time, so that it never takes the last place or the last
 * worker from the others.
 *
 * <p>Not safe for several threads: {@link InferenceExecutor} has the lock.
 *
 * @param <T> the work
 */
final class WorkQueue<T> {
    /** So long may the others go before a piece of work, for each unit of its cost. */
    private static final long PATIENCE_NANOS = 100_000_000;

    private final int capacity;
    private final int largeFrom;
    private final int largeAtOnce;
    private final LongSupplier nanoTime;
    private final Lane small = new Lane();
    private final Lane large = new Lane();
    private int largeWorkedOn;
    private long offered;

    /**
     * @param capacity units of cost that may wait, and as many of expensive work
     * @param largeFrom units of cost from which work is expensive
     * @param largeAtOnce how much expensive work is done at the same time
     * @param nanoTime a clock
     */
    WorkQueue(int capacity, int largeFrom, int largeAtOnce, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.largeFrom = largeFrom;
        this.largeAtOnce = largeAtOnce;
        this.nanoTime = nanoTime;
    }

    /**
     * @param number tells who came first
     */
    private record Entry<T>(T work, int units, long due, long number) {}

    private final class Lane {
        private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>(
                Comparator.<Entry<T>>comparingLong(Entry::due).thenComparingLong(Entry::number));
        private int units;

        /** Something that is dearer than all that may wait can wait alone. */
        boolean takes(int more) {
            return entries.isEmpty() ? more <= capacity || this == large : units + more <= capacity;
        }

        @Nullable
        T poll() {
            Entry<T> next = entries.poll();
            if (next == null) {
                return null;
            }
            units -= next.units;
            return next.work;
        }

        boolean remove(T work) {
            return entries.removeIf(entry -> {
                boolean found = entry.work == work;
                units -= found ? entry.units : 0;
                return found;
            });
        }
    }

    /** Whether not even the cheapest work would be taken. */
    boolean full() {
        return !small.takes(1);
    }

    /** False if it doesn't fit. */
    boolean offer(T work, Cost cost) {
        Lane lane = isLarge(cost) ? large : small;
        if (!lane.takes(cost.units())) {
            return false;
        }
        long due = nanoTime.getAsLong() + cost.units() * PATIENCE_NANOS;
        lane.entries.add(new Entry<>(work, cost.units(), due, offered++));
        lane.units += cost.units();
        return true;
    }

    /** The next one that may be worked on; null if there is none. {@link #done} ends what this began. */
    @Nullable
    T poll() {
        Entry<T> cheap = small.entries.peek();
        Entry<T> dear = largeWorkedOn < largeAtOnce ? large.entries.peek() : null;
        if (dear == null || (cheap != null && cheap.due <= dear.due)) {
            return small.poll();
        }
        largeWorkedOn++;
        return large.poll();
    }

    /** Work of this cost is over. */
    void done(Cost cost) {
        if (isLarge(cost)) {
            largeWorkedOn--;
        }
    }

    boolean remove(T work) {
        return small.remove(work) || large.remove(work);
    }

    /** Units of cost that wait. */
    int units() {
        return small.units + large.units;
    }

    boolean isEmpty() {
        return small.entries.isEmpty() && large.entries.isEmpty();
    }

    private boolean isLarge(Cost cost) {
        return cost.units() >= largeFrom;
    }
}
