package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.vision.model.ModelId;

/** How far a gallery came on its way from one embedder to another. */
public sealed interface MoveEvent extends Event {
    GalleryName gallery();

    /** Enrolments add templates of the new embedder too. */
    record Started(GalleryName gallery, ModelId to) implements MoveEvent {}

    /** It answers by the new embedder. */
    record Finished(GalleryName gallery, ModelId to) implements MoveEvent {}

    /**
     * It stays with the embedder that it has.
     *
     * @param job deletes the templates of the other
     */
    record Aborted(GalleryName gallery, ModelId to, long job) implements MoveEvent {}

    /**
     * It can't move back any more.
     *
     * @param job deletes the templates of the embedder that it has left
     */
    record Dropped(GalleryName gallery, ModelId left, long job) implements MoveEvent {}
}
