package io.facegate.gallery.file;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.vision.model.ModelId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of an exported gallery: one header, people, one end. */
public sealed interface GalleryLine {
    /** Of the header: what the file is. */
    String FORMAT = "facegate-gallery";

    /** Another version is another meaning of lines: it is refused. */
    int VERSION = 1;

    /** What the lines after it are. */
    record Header(GalleryName gallery, ModelId model, int dimension) implements GalleryLine {}

    /**
     * A person with their templates. One with many has several lines, one after the other, that differ in their
     * templates alone.
     *
     * @param metadata a JSON object as the database has it, so that no number is rounded on its way
     */
    record Person(
            String externalId,
            @Nullable String displayName,
            String metadata,
            boolean active,
            Instant createdAt,
            List<ExportedTemplate> templates)
            implements GalleryLine {
        public Person {
            templates = List.copyOf(templates);
        }

        /** Without what is personal data. */
        @Override
        public String toString() {
            return "Person[templates=%d]".formatted(templates.size());
        }
    }

    /** A template of the header's model. */
    record ExportedTemplate(
            EncodedEmbedding embedding,
            TemplateSource source,
            @Nullable Float quality,
            ContentHash content,
            Instant createdAt) {}

    /**
     * Nothing follows it.
     *
     * @param sha256 of all bytes before this line
     */
    record End(long identities, long templates, String sha256) implements GalleryLine {}
}
