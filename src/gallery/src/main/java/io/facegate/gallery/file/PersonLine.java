package io.facegate.gallery.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.ContentHash;
import io.facegate.gallery.DisplayName;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.Metadata;
import io.facegate.gallery.TemplateSource;
import io.facegate.gallery.file.GalleryLine.ExportedTemplate;
import io.facegate.gallery.file.GalleryLine.Person;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line between the first and the last one. */
final class PersonLine {
    private static final Set<String> FIELDS =
            Set.of("external_id", "display_name", "metadata", "active", "created_at", "templates");
    private static final Set<String> FIELDS_OF_TEMPLATE =
            Set.of("embedding", "source", "quality", "content_sha256", "created_at");

    private PersonLine() {}

    static Person read(JsonLine json, int dimension) {
        json.allow(FIELDS);
        return new Person(
                externalId(json),
                displayName(json),
                metadata(json).json(),
                json.flag("active"),
                json.instant("created_at"),
                json.objects("templates").stream()
                        .map(template -> template(template, dimension))
                        .toList());
    }

    /** Not brought to its normal form: two people who differ in that alone would become one. */
    private static String externalId(JsonLine json) {
        String id = json.value("external_id").map(JsonNode::textValue).orElse("");
        try {
            if (ExternalId.of(id).value().equals(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw JsonLine.invalid("external_id", ExternalId.RULE);
        }
        throw JsonLine.invalid("external_id", "must be in its normal form: NFC, without spaces around it");
    }

    private static @Nullable String displayName(JsonLine json) {
        JsonNode name = json.value("display_name").orElse(null);
        if (name == null) {
            return null;
        }
        try {
            return new DisplayName(name.isTextual() ? name.textValue() : "").value();
        } catch (IllegalArgumentException e) {
            throw JsonLine.invalid("display_name", DisplayName.RULE);
        }
    }

    private static Metadata metadata(JsonLine json) {
        try {
            return json.value("metadata").map(Metadata::of).orElse(Metadata.NONE);
        } catch (IllegalArgumentException e) {
            throw JsonLine.invalid("metadata", String.valueOf(e.getMessage()));
        }
    }

    private static ExportedTemplate template(JsonLine json, int dimension) {
        json.allow(FIELDS_OF_TEMPLATE);
        return new ExportedTemplate(
                EncodedEmbedding.parse(json.text("embedding", EncodedEmbedding.LONGEST_TEXT), dimension),
                source(json),
                quality(json),
                content(json),
                json.instant("created_at"));
    }

    private static TemplateSource source(JsonLine json) {
        try {
            return TemplateSource.ofDatabaseName(json.text("source"));
        } catch (IllegalArgumentException e) {
            throw JsonLine.invalid("source", "must be picture, embedding or import");
        }
    }

    private static @Nullable Float quality(JsonLine json) {
        return json.value("quality")
                .map(value -> {
                    float quality = value.floatValue();
                    if (!value.isNumber()
                            || !(quality >= 0 && quality <= 1)
                            || Double.parseDouble(Float.toString(quality)) != value.doubleValue()) {
                        throw JsonLine.invalid("quality", "must be a float32 of 0 to 1, or null");
                    }
                    return quality;
                })
                .orElse(null);
    }

    private static ContentHash content(JsonLine json) {
        try {
            return ContentHash.of(HexFormat.of().parseHex(json.text("content_sha256")));
        } catch (IllegalArgumentException e) {
            throw JsonLine.invalid("content_sha256", "must be 64 hexadecimal digits");
        }
    }
}
