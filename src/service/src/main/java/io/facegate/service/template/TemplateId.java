package io.facegate.service.template;

/** The database's number of a template. */
public record TemplateId(long value) {}
