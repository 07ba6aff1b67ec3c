package io.facegate.service.gallery;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;

/** What became of an identity. */
public sealed interface IdentityEvent extends Event {
    GalleryName gallery();

    IdentityId identity();

    /** As it is called from now on, or was called. */
    ExternalId externalId();

    record Created(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {}

    record Changed(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {}

    /** With all its templates. */
    record Deleted(GalleryName gallery, IdentityId identity, ExternalId externalId) implements IdentityEvent {}
}
