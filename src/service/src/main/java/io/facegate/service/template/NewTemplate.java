package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * A template to be enrolled.
 *
 * @param quality 0 to 1, higher is better; null where nothing is known of it
 */
public record NewTemplate(
        GalleryName gallery,
        IdentityId identity,
        Embedding embedding,
        @Nullable Float quality,
        TemplateSource source,
        ContentHash content) {
    public NewTemplate {
        if (quality != null && !(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality (%s) must be between 0 and 1".formatted(quality));
        }
    }
}
