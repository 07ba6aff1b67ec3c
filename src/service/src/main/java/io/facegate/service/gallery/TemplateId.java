package io.facegate.service.gallery;

/** The database's number of a template. */
public record TemplateId(long value) {}
