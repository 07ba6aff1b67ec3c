package io.facegate.client;

import io.facegate.gallery.ExternalId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture to be enrolled.
 *
 * @param name of the picture in the report: its path as the folder or the list has it
 * @param externalId as it was found; it may be one that can't be
 * @param displayName of the identity, if it has to be created
 */
record Picture(
        String name,
        PictureContent content,
        String externalId,
        @Nullable String displayName) {

    /** Empty if nobody can have this external id. */
    Optional<ExternalId> identity() {
        try {
            return Optional.of(ExternalId.of(externalId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
