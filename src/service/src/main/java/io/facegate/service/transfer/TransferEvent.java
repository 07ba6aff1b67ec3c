package io.facegate.service.transfer;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;

/** Templates came from a file, or left in one. */
public sealed interface TransferEvent extends Event {
    GalleryName gallery();

    /** It begins: whoever asked for it has what they read until it ends, or until they give up. */
    record ExportBegun(GalleryName gallery) implements TransferEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("export.begun").in(gallery);
        }
    }

    /**
     * @param identities that are new
     * @param templates that are new
     */
    record Imported(GalleryName gallery, long identities, long templates) implements TransferEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("import.finished")
                    .in(gallery)
                    .with("identities", identities)
                    .with("templates", templates);
        }
    }
}
