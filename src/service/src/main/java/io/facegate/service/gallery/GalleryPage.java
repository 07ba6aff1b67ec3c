package io.facegate.service.gallery;

import io.facegate.service.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of galleries. */
@Schema(description = "Galleries in the order in which they were created")
public record GalleryPage(
        List<GalleryDescription> galleries,

        @Schema(description = "The cursor of the next page; null on the last one", nullable = true) @Nullable
        String next) {

    static GalleryPage of(Page<Gallery> page) {
        return new GalleryPage(page.items().stream().map(GalleryDescription::of).toList(), Page.nextText(page));
    }
}
