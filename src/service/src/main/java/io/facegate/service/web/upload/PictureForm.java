package io.facegate.service.web.upload;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes a form of one picture; {@link Upload} reads it. */
@Schema(name = "PictureForm")
public record PictureForm(
        @Schema(
                type = SchemaType.STRING,
                format = "binary",
                required = true,
                description =
                        "JPEG, PNG, WebP or BMP; the content decides, not the file's name. Its former name, file, is taken too")
        byte[] picture) {
    /** The name of the form's part. */
    public static final PartName PICTURE = PartName.of("picture", "file");
}
