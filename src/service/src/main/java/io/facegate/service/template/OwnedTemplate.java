package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.service.gallery.IdentityId;

/** A template, and whose it is. */
public record OwnedTemplate(TemplateId id, IdentityId identity, ExternalId externalId) {}
