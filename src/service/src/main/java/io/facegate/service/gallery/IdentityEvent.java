package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;

/** What became of an identity. */
public sealed interface IdentityEvent extends Event {
    GalleryName gallery();

    IdentityId identity();

    /** As it is called from now on, or was called. */
    ExternalId externalId();

    record Created(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("identity.created")
                    .in(gallery)
                    .about(externalId)
                    .with("identity_id", identity.value());
        }
    }

    record Changed(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("identity.changed")
                    .in(gallery)
                    .about(externalId)
                    .with("identity_id", identity.value());
        }
    }

    /** With all its templates. */
    record Deleted(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("identity.deleted")
                    .in(gallery)
                    .about(externalId)
                    .with("identity_id", identity.value());
        }
    }
}
