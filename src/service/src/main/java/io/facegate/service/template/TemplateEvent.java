package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.gallery.IdentityId;
import java.util.List;

/** What became of an identity's templates. */
public sealed interface TemplateEvent extends Event {
    GalleryName gallery();

    IdentityId identity();

    ExternalId externalId();

    /**
     * The identity was enrolled, or enrolled again.
     *
     * @param templates of one face; those that are new
     */
    record Added(
            GalleryName gallery,
            IdentityId identity,
            ExternalId externalId,
            List<TemplateId> templates,
            TemplateSource source)
            implements TemplateEvent {
        public Added {
            templates = List.copyOf(templates);
        }

        @Override
        public EventDescription description() {
            return EventDescription.of("identity.enrolled")
                    .in(gallery)
                    .about(externalId)
                    .with("identity_id", identity.value())
                    .with(
                            "template_ids",
                            templates.stream().map(TemplateId::value).toList())
                    .with("source", source.databaseName());
        }
    }

    record Deleted(GalleryName gallery, IdentityId identity, ExternalId externalId, TemplateId template)
            implements TemplateEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("template.deleted")
                    .in(gallery)
                    .about(externalId)
                    .with("identity_id", identity.value())
                    .with("template_ids", List.of(template.value()));
        }
    }
}
