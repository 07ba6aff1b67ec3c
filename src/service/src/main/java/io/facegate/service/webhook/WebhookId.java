package io.facegate.service.webhook;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The database's number of a webhook. */
@Schema(type = SchemaType.INTEGER, format = "int64", examples = "3")
public record WebhookId(long value) {}
