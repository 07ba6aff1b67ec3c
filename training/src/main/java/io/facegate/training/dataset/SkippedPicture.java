package io.facegate.training.dataset;

/**
 * A picture that gave no crop.
 *
 * @param identity who it should show
 * @param file relative to its source
 * @param reason a code of {@link io.facegate.vision.Rejection}, {@code unreadable} or {@code unusable_name}
 */
public record SkippedPicture(String identity, String file, String reason) {}
