package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.vision.model.ModelId;

/** How far a gallery came on its way from one embedder to another. */
public sealed interface MoveEvent extends Event {
    GalleryName gallery();

    /** Enrolments add templates of the new embedder too. */
    record Started(GalleryName gallery, ModelId to) implements MoveEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("move.started").in(gallery).with("model", to.value());
        }
    }

    /** It answers by the new embedder. */
    record Finished(GalleryName gallery, ModelId to) implements MoveEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("move.finished").in(gallery).with("model", to.value());
        }
    }

    /**
     * It stays with the embedder that it has.
     *
     * @param job deletes the templates of the other
     */
    record Aborted(GalleryName gallery, ModelId to, long job) implements MoveEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("move.aborted")
                    .in(gallery)
                    .with("model", to.value())
                    .with("job_id", job);
        }
    }

    /**
     * It can't move back any more.
     *
     * @param job deletes the templates of the embedder that it has left
     */
    record Dropped(GalleryName gallery, ModelId left, long job) implements MoveEvent {
        @Override
        public EventDescription description() {
            return EventDescription.of("move.dropped")
                    .in(gallery)
                    .with("model", left.value())
                    .with("job_id", job);
        }
    }
}
