package io.facegate.gallery.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryFileException.Fault;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.vision.model.ModelId;
import java.util.Set;

/** The first line. */
final class HeaderLine {
    private HeaderLine() {}

    static Header read(JsonLine json) {
        if (!json.value("format").map(JsonNode::textValue).orElse("").equals(GalleryLine.FORMAT)) {
            throw GalleryFileException.malformed("This is no exported gallery.");
        }
        if (json.integer("version") != GalleryLine.VERSION) {
            throw new GalleryFileException(
                    Fault.VERSION_UNSUPPORTED,
                    "Only version %d of the format can be read.".formatted(GalleryLine.VERSION));
        }
        json.allow(Set.of("format", "version", "gallery", "model", "dimension", "created_at"));
        long dimension = json.integer("dimension");
        if (dimension < 2 || dimension > EncodedEmbedding.MOST_VALUES) {
            throw JsonLine.invalid("dimension", "must be 2 to %d".formatted(EncodedEmbedding.MOST_VALUES));
        }
        json.text("created_at"); // for people; nothing is done with it
        try {
            return new Header(new GalleryName(json.text("gallery")), new ModelId(json.text("model")), (int) dimension);
        } catch (IllegalArgumentException e) {
            throw GalleryFileException.malformed("The gallery or the model has a name that can't be.");
        }
    }
}
