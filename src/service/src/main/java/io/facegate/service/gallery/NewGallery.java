package io.facegate.service.gallery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes the body that creates a gallery. */
@Schema(name = "NewGallery")
record NewGallery(
        @Schema(required = true, pattern = "[a-z0-9][a-z0-9._-]{0,62}", examples = "staff")
        String name) {
    static final String NAME = "name";
}
