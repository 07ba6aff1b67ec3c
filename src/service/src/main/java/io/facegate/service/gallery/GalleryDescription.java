package io.facegate.service.gallery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A gallery as the interface shows it. */
@Schema(name = "Gallery", description = "A set of people, isolated from every other")
public record GalleryDescription(
        @Schema(examples = "staff") String name,

        @Schema(description = "Id of the embedder that it is bound to", examples = "face-mbf-8c1d5e20")
        String model,

        @JsonProperty("created_at") Instant createdAt) {

    static GalleryDescription of(Gallery gallery) {
        return new GalleryDescription(gallery.name().value(), gallery.model().value(), gallery.createdAt());
    }
}
