package io.facegate.service.access;

import io.facegate.gallery.GalleryName;
import java.util.Set;

/**
 * The galleries that a caller is bound to.
 *
 * @param names empty for all galleries there are and will be
 */
public record BoundGalleries(Set<GalleryName> names) {
    public static final BoundGalleries ALL = new BoundGalleries(Set.of());

    public BoundGalleries {
        names = Set.copyOf(names);
    }

    public boolean areAll() {
        return names.isEmpty();
    }

    public boolean include(GalleryName gallery) {
        return areAll() || names.contains(gallery);
    }
}
