package io.facegate.service.template;

import io.facegate.gallery.file.GalleryLine.ExportedTemplate;

/**
 * A template that an exported file has for a person.
 *
 * @param externalId the person's, as in the file
 */
public record ImportedTemplate(String externalId, ExportedTemplate template) {}
