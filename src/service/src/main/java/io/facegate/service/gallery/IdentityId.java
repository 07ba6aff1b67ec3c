package io.facegate.service.gallery;

/** The database's number of an identity; the application's own name for it is its external id. */
public record IdentityId(long value) {}
