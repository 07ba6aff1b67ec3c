package io.facegate.gallery.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.facegate.gallery.file.GalleryLine.ExportedTemplate;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.gallery.file.GalleryLine.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the lines of one exported gallery in their order, without line feeds, and keeps count and checksum. */
public final class GalleryFileWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Checksum checksum = new Checksum();
    private @Nullable String last;
    private long identities;
    private long templates;

    public byte[] header(Header header) {
        return counted(line(json -> {
            json.writeStringField("format", GalleryLine.FORMAT);
            json.writeNumberField("version", GalleryLine.VERSION);
            json.writeStringField("gallery", header.gallery().value());
            json.writeStringField("model", header.model().value());
            json.writeNumberField("dimension", header.dimension());
            json.writeStringField("created_at", Instant.now().toString());
        }));
    }

    public byte[] person(Person person) {
        if (!person.externalId().equals(last)) {
            identities++;
        }
        last = person.externalId();
        templates += person.templates().size();
        return counted(line(json -> {
            json.writeStringField("external_id", person.externalId());
            json.writeStringField("display_name", person.displayName());
            json.writeFieldName("metadata");
            json.writeRawValue(person.metadata());
            json.writeBooleanField("active", person.active());
            json.writeStringField("created_at", person.createdAt().toString());
            json.writeArrayFieldStart("templates");
            for (ExportedTemplate template : person.templates()) {
                write(template, json);
            }
            json.writeEndArray();
        }));
    }

    private static void write(ExportedTemplate template, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("embedding", template.embedding().text());
        json.writeStringField("source", template.source().databaseName());
        Float quality = template.quality();
        if (quality == null) {
            json.writeNullField("quality");
        } else {
            json.writeNumberField("quality", quality);
        }
        json.writeStringField("content_sha256", template.content().toString());
        json.writeStringField("created_at", template.createdAt().toString());
        json.writeEndObject();
    }

    public byte[] end() {
        return line(json -> {
            json.writeNumberField("identities", identities);
            json.writeNumberField("templates", templates);
            json.writeStringField("sha256", checksum.take());
        });
    }

    private byte[] counted(byte[] line) {
        checksum.add(line);
        return line;
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] line(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written to", e);
        }
        return bytes.toByteArray();
    }
}
