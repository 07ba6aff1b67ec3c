package io.facegate.service.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.IdentityFields;
import io.facegate.service.template.ContentHash;
import io.facegate.service.template.TemplateSource;
import io.facegate.service.transfer.GalleryLine.End;
import io.facegate.service.transfer.GalleryLine.ExportedTemplate;
import io.facegate.service.transfer.GalleryLine.Header;
import io.facegate.service.transfer.GalleryLine.Person;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.JsonBody;
import io.facegate.vision.model.ModelId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one exported gallery in their order, and refuses whatever is not as the export wrote it. What it
 * says of a refused line never has anything of the line.
 */
public final class GalleryFileReader {
    private static final int MOST_VALUES = 1536;
    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_EMBEDDING = MOST_VALUES * Float.BYTES * 4 / 3 + 4;

    /** The database has more years, and infinity beyond them. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final Checksum checksum = new Checksum();
    private @Nullable Header header;
    private @Nullable String last;
    private long lines;
    private long identities;
    private long templates;
    private boolean ended;

    /**
     * @param line without its line feed
     * @throws ProblemException if the line can't be there; nothing more can be read then
     */
    public GalleryLine read(byte[] line) {
        lines++;
        try {
            return next(line);
        } catch (ProblemException e) {
            throw switch (e.type()) {
                case REQUEST_MALFORMED, FIELD_INVALID, IMPORT_MALFORMED ->
                    new ProblemException(ProblemType.IMPORT_MALFORMED, "Line %d: %s".formatted(lines, e.detail()));
                default -> e;
            };
        }
    }

    private GalleryLine next(byte[] line) {
        if (ended) {
            throw malformed("There is a line after the last one.");
        }
        JsonBody body = JsonBody.parse(line);
        Header known = header;
        if (known == null) {
            checksum.add(line);
            header = header(body);
            return header;
        }
        if (body.has("sha256")) {
            return end(body);
        }
        checksum.add(line);
        Person person = person(body, known.dimension());
        if (!person.externalId().equals(last)) {
            identities++;
        }
        last = person.externalId();
        templates += person.templates().size();
        return person;
    }

    /** How many templates were read. */
    public long templates() {
        return templates;
    }

    /**
     * @param withinLine whether something follows the last line feed
     * @throws ProblemException unless the last line was read, and nothing follows it
     */
    public void requireEnd(boolean withinLine) {
        if (ended && withinLine) {
            throw malformed("There is something after the last line.");
        }
        if (!ended) {
            throw new ProblemException(
                    ProblemType.IMPORT_INCOMPLETE, "It ends after line %d, without its last line.".formatted(lines));
        }
    }

    private static Header header(JsonBody body) {
        if (!body.text("format", LONGEST_TEXT).orElse("").equals(GalleryLine.FORMAT)) {
            throw malformed("This is no exported gallery.");
        }
        if (integer(body, "version") != GalleryLine.VERSION) {
            throw new ProblemException(
                    ProblemType.IMPORT_VERSION_UNSUPPORTED,
                    "Only version %d of the format can be read.".formatted(GalleryLine.VERSION));
        }
        body.allow(Set.of("format", "version", "gallery", "model", "dimension", "created_at"));
        long dimension = integer(body, "dimension");
        if (dimension < 2 || dimension > MOST_VALUES) {
            throw JsonBody.invalid("dimension", "must be 2 to %d".formatted(MOST_VALUES));
        }
        text(body, "created_at"); // for people; nothing is done with it
        try {
            return new Header(
                    new GalleryName(text(body, "gallery")), new ModelId(text(body, "model")), (int) dimension);
        } catch (IllegalArgumentException e) {
            throw malformed("The gallery or the model has a name that can't be.");
        }
    }

    private static Person person(JsonBody body, int dimension) {
        body.allow(Set.of(
                IdentityFields.EXTERNAL_ID,
                IdentityFields.DISPLAY_NAME,
                IdentityFields.METADATA,
                IdentityFields.ACTIVE,
                "created_at",
                "templates"));
        List<ExportedTemplate> templates = new ArrayList<>();
        JsonNode list = body.value("templates")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> JsonBody.invalid("templates", "must be a list"));
        for (JsonNode template : list) {
            templates.add(template(JsonBody.of(template), dimension));
        }
        return new Person(
                externalId(body),
                IdentityFields.displayName(body),
                IdentityFields.metadata(body).encode(),
                body.flag(IdentityFields.ACTIVE)
                        .orElseThrow(() -> JsonBody.invalid(IdentityFields.ACTIVE, "must be there")),
                instant(body),
                templates);
    }

    /** Not brought to its normal form: two people who differ in that alone would become one. */
    private static String externalId(JsonBody body) {
        String id = IdentityFields.externalId(body).value();
        if (!id.equals(
                body.value(IdentityFields.EXTERNAL_ID).map(JsonNode::textValue).orElse(""))) {
            throw JsonBody.invalid(
                    IdentityFields.EXTERNAL_ID, "must be in its normal form: NFC, without spaces around it");
        }
        return id;
    }

    private static ExportedTemplate template(JsonBody body, int dimension) {
        body.allow(Set.of("embedding", "source", "quality", "content_sha256", "created_at"));
        return new ExportedTemplate(
                EncodedEmbedding.parse(
                        body.text("embedding", LONGEST_EMBEDDING)
                                .orElseThrow(() -> JsonBody.invalid("embedding", "must be there")),
                        dimension),
                source(body),
                quality(body),
                content(body),
                instant(body));
    }

    private static TemplateSource source(JsonBody body) {
        try {
            return TemplateSource.ofDatabaseName(text(body, "source"));
        } catch (IllegalArgumentException e) {
            throw JsonBody.invalid("source", "must be picture, embedding or import");
        }
    }

    private static @Nullable Float quality(JsonBody body) {
        return body.value("quality")
                .map(value -> {
                    float quality = value.floatValue();
                    if (!value.isNumber()
                            || !(quality >= 0 && quality <= 1)
                            || Double.parseDouble(Float.toString(quality)) != value.doubleValue()) {
                        throw JsonBody.invalid("quality", "must be a float32 of 0 to 1, or null");
                    }
                    return quality;
                })
                .orElse(null);
    }

    private static ContentHash content(JsonBody body) {
        try {
            return ContentHash.of(HexFormat.of().parseHex(text(body, "content_sha256")));
        } catch (IllegalArgumentException e) {
            throw JsonBody.invalid("content_sha256", "must be 64 hexadecimal digits");
        }
    }

    private End end(JsonBody body) {
        body.allow(Set.of("identities", "templates", "sha256"));
        End end = new End(integer(body, "identities"), integer(body, "templates"), text(body, "sha256"));
        if (!end.equals(new End(identities, templates, checksum.take()))) {
            throw new ProblemException(
                    ProblemType.IMPORT_DAMAGED,
                    "It was changed since it was exported: its checksum or its counts are not those of its lines.");
        }
        ended = true;
        return end;
    }

    private static String text(JsonBody body, String field) {
        return body.text(field, LONGEST_TEXT).orElseThrow(() -> JsonBody.invalid(field, "must be there"));
    }

    private static long integer(JsonBody body, String field) {
        return body.value(field)
                .filter(value -> value.isIntegralNumber() && value.canConvertToLong())
                .orElseThrow(() -> JsonBody.invalid(field, "must be a whole number"))
                .longValue();
    }

    private static Instant instant(JsonBody body) {
        try {
            Instant instant = Instant.parse(text(body, "created_at"));
            if (!instant.isBefore(FIRST) && instant.isBefore(END) && instant.getNano() % 1000 == 0) {
                return instant;
            }
        } catch (DateTimeException e) {
            // it is no time at all
        }
        throw JsonBody.invalid("created_at", "must be a time in UTC of the years 1 to 9999, in microseconds at most");
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.IMPORT_MALFORMED, why);
    }
}
