package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.web.upload.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of the bodies that create and change galleries, and what they may hold. */
final class GalleryFields {
    static final String NAME = "name";
    static final String FMR = "fmr";

    private static final String MEANING =
            "The false match rate at which the gallery matches unless a request asks for another, one that the embedder"
                    + " is calibrated at; null: the operator's policy";

    private GalleryFields() {}

    /** Describes the body that creates a gallery. */
    @Schema(name = "NewGallery")
    record New(
            @Schema(required = true, pattern = "[a-z0-9][a-z0-9._-]{0,62}", examples = "staff")
            String name,

            @Schema(description = MEANING, nullable = true, examples = "0.001") @Nullable
            Double fmr) {}

    /** Describes the body that changes a gallery. */
    @Schema(name = "GalleryChange", description = "Fields that are absent stay as they are")
    record Change(
            @Schema(description = MEANING, nullable = true, examples = "0.001") @Nullable
            Double fmr) {}

    static GalleryName name(JsonBody body) {
        try {
            return new GalleryName(body.text(NAME, 63).orElse(""));
        } catch (IllegalArgumentException e) {
            throw JsonBody.invalid(
                    NAME, "must be 1 to 63 of a-z, 0-9, '.', '_' and '-', and start with a letter or digit");
        }
    }

    static @Nullable FalseMatchRate rate(JsonBody body) {
        return body.value(FMR)
                .map(value -> {
                    try {
                        return new FalseMatchRate(value.isNumber() ? value.doubleValue() : Double.NaN);
                    } catch (IllegalArgumentException e) {
                        throw JsonBody.invalid(FMR, "must be a number above 0 and below 1, such as 1e-4");
                    }
                })
                .orElse(null);
    }
}
