package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.event.Event;
import io.facegate.service.gallery.IdentityId;
import java.util.List;

/** What became of an identity's templates. */
public sealed interface TemplateEvent extends Event {
    GalleryName gallery();

    IdentityId identity();

    /**
     * The identity was enrolled, or enrolled again.
     *
     * @param templates of one face; those that are new
     */
    record Added(GalleryName gallery, IdentityId identity, List<TemplateId> templates, TemplateSource source)
            implements TemplateEvent {
        public Added {
            templates = List.copyOf(templates);
        }
    }

    record Deleted(GalleryName gallery, IdentityId identity, TemplateId template) implements TemplateEvent {}
}
