package io.facegate.service.comparison;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes the form of {@code /v1/compare}. */
@Schema(name = "PicturePairForm")
record PicturePairForm(
        @Schema(
                type = SchemaType.STRING,
                format = "binary",
                required = true,
                description = "A picture of who is known: JPEG, PNG, WebP or BMP")
        byte[] reference,

        @Schema(
                type = SchemaType.STRING,
                format = "binary",
                required = true,
                description = "A picture of who claims to be that person: JPEG, PNG, WebP or BMP")
        byte[] probe) {}
