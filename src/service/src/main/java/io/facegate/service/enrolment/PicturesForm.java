package io.facegate.service.enrolment;

import io.facegate.service.web.upload.PartName;
import io.facegate.service.web.upload.PictureForm;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes a form of pictures of one person. */
@Schema(name = "PicturesForm")
record PicturesForm(
        @Schema(
                required = true,
                description = "One part of this name for each picture: JPEG, PNG, WebP or BMP",
                implementation = PicturesForm.Picture[].class)
        List<byte[]> picture) {
    /** The name of the form's parts. */
    static final PartName PICTURE = PictureForm.PICTURE;

    @Schema(type = SchemaType.STRING, format = "binary")
    interface Picture {}
}
