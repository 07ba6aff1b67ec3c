package io.facegate.service.gallery;

/** An identity with its gallery. */
public record GalleryMember(Gallery gallery, Identity identity) {}
