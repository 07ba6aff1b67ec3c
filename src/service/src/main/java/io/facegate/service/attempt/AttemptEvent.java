package io.facegate.service.attempt;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.gallery.IdentityId;

/** What came of tries to be an identity, besides their decisions. */
public sealed interface AttemptEvent extends Event {
    GalleryName gallery();

    IdentityId identity();

    ExternalId externalId();

    /** All of them are about an identity. */
    default EventDescription describe(String type) {
        return EventDescription.of(type)
                .in(gallery())
                .about(externalId())
                .with("identity_id", identity().value());
    }

    /** A try was refused before anything was compared. */
    record Refused(GalleryName gallery, IdentityId identity, ExternalId externalId, AttemptRefusal why)
            implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("verification.refused").with("reason", why.code());
        }
    }

    /** The face is no factor any more, from now on: told once. */
    record FaceDisabled(GalleryName gallery, IdentityId identity, ExternalId externalId) implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("face.disabled");
        }
    }

    /** An administrator forgave all failures, so that the face is a factor again. */
    record Reset(GalleryName gallery, IdentityId identity, ExternalId externalId) implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("attempts.reset");
        }
    }
}
