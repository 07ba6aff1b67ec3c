package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.vision.model.ModelId;

/** What became of a gallery. */
public sealed interface GalleryEvent extends Event {
    GalleryName gallery();

    record Created(GalleryName gallery, ModelId model) implements GalleryEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("gallery.created").in(gallery).with("model", model.value());
        }
    }

    record Changed(GalleryName gallery) implements GalleryEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("gallery.changed").in(gallery);
        }
    }

    /**
     * Nobody finds it any more.
     *
     * @param job deletes what it holds
     */
    record Deleted(GalleryName gallery, long job) implements GalleryEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("gallery.deleted").in(gallery).with("job_id", job);
        }
    }

    /**
     * There is an empty one in its place.
     *
     * @param job deletes what it held
     */
    record Emptied(GalleryName gallery, long job) implements GalleryEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("gallery.emptied").in(gallery).with("job_id", job);
        }
    }
}
