package io.facegate.service.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is next. Cheap work goes before expensive work, unless that has waited for so long as its cost gives it to wait: a
 * few large pictures then don't make everybody wait, and nobody waits for ever. Expensive work has bounds of its own, for
 * how much may wait and for how much is worked on at the same time, so that it never takes the last place or the last
 * worker from the others.
 *
 * <p>What would wait for longer than anybody may is not taken, and what has waited for longer is given back.
 *
 * <p>Not safe for several threads: {@link InferenceExecutor} has the lock.
 *
 * @param <T> the work
 */
final class WorkQueue<T> {
    /** So long may the others go before a piece of work, for each unit of its cost. */
    private static final long PATIENCE_NANOS = 100_000_000;

    /** What is begun sooner has found a free worker. */
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final int capacity;
    private final int largeFrom;
    private final int largeAtOnce;
    private final long maximumWait;
    private final LongSupplier nanoTime;
    private final Lane small = new Lane();
    private final Lane large = new Lane();
    private final Pace pace = new Pace();
    private int largeWorkedOn;
    private long offered;

    /**
     * @param capacity units of cost that may wait, and as many of expensive work
     * @param largeFrom units of risk from which work is expensive
     * @param largeAtOnce how much expensive work is done at the same time
     * @param maximumWait nanoseconds that cheap work may wait; expensive work as much longer as others may go before it
     * @param nanoTime a clock
     */
    WorkQueue(int capacity, int largeFrom, int largeAtOnce, long maximumWait, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.largeFrom = largeFrom;
        this.largeAtOnce = largeAtOnce;
        this.maximumWait = maximumWait;
        this.nanoTime = nanoTime;
    }

    /**
     * @param ahead units that waited before it in its lane
     * @param number tells who came first
     */
    private record Entry<T>(T work, int units, int ahead, long since, long due, long number) {
        /** For as long may others go before it, which is not its fault. */
        long patience() {
            return due - since;
        }
    }

    private final class Lane {
        private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>(
                Comparator.<Entry<T>>comparingLong(Entry::due).thenComparingLong(Entry::number));
        private int units;

        /** Something that is dearer than all that may wait can wait alone. */
        boolean takes(int more) {
            return entries.isEmpty()
                    ? more <= capacity || this == large
                    : units + more <= capacity && pace.expectedNanos(units) <= maximumWait;
        }

        void add(T work, int more) {
            long now = nanoTime.getAsLong();
            entries.add(new Entry<>(work, more, units, now, now + more * PATIENCE_NANOS, offered++));
            units += more;
        }

        @Nullable
        T poll() {
            Entry<T> next = entries.poll();
            if (next == null) {
                return null;
            }
            units -= next.units;
            if (this == small) {
                learn(next);
            }
            return next.work;
        }

        /** Of those only that had to wait: of the others it isn't known how long they would have. */
        private void learn(Entry<T> next) {
            long waited = nanoTime.getAsLong() - next.since;
            if (waited >= LEAST_WAIT_NANOS || next.ahead > 0) {
                pace.learn(waited, next.ahead);
            }
        }

        void takeLate(long now, List<T> late) {
            entries.removeIf(entry -> {
                boolean tooLong = now - entry.since > maximumWait + (this == large ? entry.patience() : 0);
                if (tooLong) {
                    late.add(entry.work);
                    units -= entry.units;
                }
                return tooLong;
            });
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
        lane.add(work, cost.units());
        return true;
    }

    /** Takes out what has waited for longer than it may. */
    List<T> late() {
        List<T> late = new ArrayList<>();
        long now = nanoTime.getAsLong();
        small.takeLate(now, late);
        large.takeLate(now, late);
        return late;
    }

    /** Nanoseconds that cheap work would wait that came now; 0 if that isn't known. */
    long expectedWait() {
        return pace.expectedNanos(small.units);
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
        return cost.risk() >= largeFrom;
    }
}
