package io.facegate.training.dataset;

/**
 * A picture that gave no crop.
 *
 * @param identity who it should show
 * @param file relative to its source
 * @param reason a code of {@link io.facegate.vision.Rejection}, {@code unreadable}, {@code unusable_name}, {@code removed}
 *     for one that was prepared and isn't there any more; of what was not even tried, {@code not_a_picture}, {@code
 *     folder_within_a_persons_folder} or {@code outside_of_a_persons_folder}
 */
public record SkippedPicture(String identity, String file, String reason) {
    static final String UNREADABLE = "unreadable";
    static final String REMOVED = "removed";
}
