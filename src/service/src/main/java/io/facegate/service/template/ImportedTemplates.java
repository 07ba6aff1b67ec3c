package io.facegate.service.template;

/**
 * What became of templates that were imported.
 *
 * @param added those that are new; of the others their people had the content already
 * @param skipped those of people who are not there any more
 */
public record ImportedTemplates(long added, long skipped) {}
