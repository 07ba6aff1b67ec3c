package io.facegate.service.attempt;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.gallery.ClaimedIdentity;

/** What came of tries to be an identity, besides their decisions. */
public sealed interface AttemptEvent extends Event {
    /** Whom it was tried to be: who reads of it may know that there is nobody of that id. */
    ClaimedIdentity claimed();

    default GalleryName gallery() {
        return claimed().gallery().name();
    }

    default EventDescription describe(String type) {
        return EventDescription.of(type)
                .in(gallery())
                .about(claimed().externalId())
                .with("identity_id", claimed().isKnown() ? claimed().id().value() : null)
                .with("identity_known", claimed().isKnown() ? null : false);
    }

    /** A try was refused before anything was compared. */
    record Refused(ClaimedIdentity claimed, AttemptRefusal why) implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("verification.refused").with("reason", why.code());
        }
    }

    /** The face is no factor any more, from now on: told once. */
    record FaceDisabled(ClaimedIdentity claimed) implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("face.disabled");
        }
    }

    /** An administrator forgave all failures, so that the face is a factor again. */
    record Reset(ClaimedIdentity claimed) implements AttemptEvent {
        @Override
        public EventDescription description() {
            return describe("attempts.reset");
        }
    }
}
