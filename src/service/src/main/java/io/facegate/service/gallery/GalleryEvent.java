package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.vision.model.ModelId;

/** What became of a gallery. */
public sealed interface GalleryEvent extends Event {
    GalleryName gallery();

    record Created(GalleryName gallery, ModelId model) implements GalleryEvent {}

    record Changed(GalleryName gallery) implements GalleryEvent {}

    /**
     * Nobody finds it any more.
     *
     * @param job deletes what it holds
     */
    record Deleted(GalleryName gallery, long job) implements GalleryEvent {}

    /**
     * There is an empty one in its place.
     *
     * @param job deletes what it held
     */
    record Emptied(GalleryName gallery, long job) implements GalleryEvent {}
}
