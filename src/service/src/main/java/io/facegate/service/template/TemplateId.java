package io.facegate.service.template;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The database's number of a template. */
@Schema(type = SchemaType.INTEGER, format = "int64", examples = "42", description = "As the list of templates has it")
public record TemplateId(long value) {}
