package io.facegate.training.dataset;

/** What became of a picture. */
sealed interface CropOutcome {
    /** A face of the data set. */
    record Cropped(PreparedFace face) implements CropOutcome {}

    /** Not to be tried again while it is the same file, unless it couldn't be read. */
    record Skipped(ShardIndex.Skip skip) implements CropOutcome {}

    /** Left for the next time, because the preparation was asked to stop. */
    record Postponed() implements CropOutcome {}
}
