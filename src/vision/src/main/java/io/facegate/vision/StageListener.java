package io.facegate.vision;

import java.util.function.Supplier;

/**
 * Is told when the stages of a {@link FacePipeline} begin and end. It is called by the threads that compute, several at once,
 * so it must be quick and safe for them.
 */
@FunctionalInterface
public interface StageListener {
    /** Nobody listens. */
    StageListener NONE = stage -> () -> {};

    /** A stage that has begun. */
    @FunctionalInterface
    interface Running {
        /** By its result, by rejecting the picture, or by being given up; perhaps on another thread than it began on. */
        void ended();
    }

    /** A stage begins, on the thread of whoever asked for it. */
    Running begins(Stage stage);

    /** Tells this one, then another. */
    default StageListener and(StageListener other) {
        return stage -> {
            Running first = begins(stage);
            Running second = other.begins(stage);
            return () -> {
                first.ended();
                second.ended();
            };
        };
    }

    /** Tells of work that ends where it begins. */
    default <T> T during(Stage stage, Supplier<T> work) {
        Running running = begins(stage);
        try {
            return work.get();
        } finally {
            running.ended();
        }
    }
}
