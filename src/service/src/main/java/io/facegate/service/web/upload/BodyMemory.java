package io.facegate.service.web.upload;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all request bodies together may take, whoever sends them. */
final class BodyMemory {
    private final long capacity;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long capacity) {
        this.capacity = capacity;
    }

    long taken() {
        return taken.get();
    }

    /** A share, of nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one body takes. It is used by the thread of its request alone. */
    final class Share {
        private long bytes;
        private boolean released;

        /**
         * Takes more, if it isn't there yet.
         *
         * @param wanted how much the body takes in all
         * @return false if there isn't so much left; what was taken before is still there
         */
        boolean grow(long wanted) {
            long more = wanted - bytes;
            if (more <= 0 || released) {
                return true;
            }
            if (taken.addAndGet(more) > capacity) {
                taken.addAndGet(-more);
                return false;
            }
            bytes = wanted;
            return true;
        }

        /** Gives all of it back; the request is over. */
        void release() {
            if (!released) {
                released = true;
                taken.addAndGet(-bytes);
            }
        }
    }
}
