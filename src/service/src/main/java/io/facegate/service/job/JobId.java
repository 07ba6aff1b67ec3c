package io.facegate.service.job;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The database's number of a job. */
@Schema(type = SchemaType.INTEGER, format = "int64", examples = "7", description = "As `Location` had it")
public record JobId(long value) {}
