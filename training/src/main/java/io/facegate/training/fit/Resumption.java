package io.facegate.training.fit;

import java.util.List;

/**
 * Where a training begins, or goes on.
 *
 * @param step steps that were done in the run
 * @param resumed whether it goes on from a checkpoint
 * @param damaged newer checkpoints that were passed over, each with what is wrong with it
 */
public record Resumption(long step, boolean resumed, List<String> damaged) {
    public Resumption {
        damaged = List.copyOf(damaged);
    }

    /** The same, with what was done before this training counted too. */
    public Resumption after(long steps) {
        return new Resumption(steps + step, resumed, damaged);
    }

    /** For people. */
    public String message() {
        String place = resumed ? "Goes on after step %d, the last that is saved.".formatted(step) : "Begins at step 0.";
        return damaged.isEmpty()
                ? place
                : "%s Passed over, since damaged: %s.".formatted(place, String.join("; ", damaged));
    }
}
