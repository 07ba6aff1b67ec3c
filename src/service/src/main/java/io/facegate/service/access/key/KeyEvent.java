package io.facegate.service.access.key;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.Scope;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import org.jspecify.annotations.Nullable;

/** What happened to a key. It is named by its id, which is no secret. */
sealed interface KeyEvent extends Event {
    /** There is a new one. */
    record Created(AccessKey key) implements KeyEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("key.created")
                    .with("key_id", key.id())
                    .with(
                            "scopes",
                            key.scopes().stream().map(Scope::code).sorted().toList())
                    .with("galleries", galleries())
                    .with("expires_at", key.expiresAt() == null ? null : String.valueOf(key.expiresAt()));
        }

        private @Nullable Object galleries() {
            return key.galleries().areAll()
                    ? null
                    : key.galleries().names().stream()
                            .map(GalleryName::value)
                            .sorted()
                            .toList();
        }
    }

    /** It ends soon, and another one, which was made just now, does the same. */
    record Rotated(String id, String successor) implements KeyEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("key.rotated").with("key_id", id).with("successor", successor);
        }
    }

    /** It has ended. */
    record Revoked(String id) implements KeyEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("key.revoked").with("key_id", id);
        }
    }
}
