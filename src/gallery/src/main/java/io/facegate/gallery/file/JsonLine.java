package io.facegate.gallery.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line that is a JSON object, or an object in one. A file may be anybody's: how deep a line is, how many values it has, and
 * how long a number or a name is limited, so that reading one takes some milliseconds whatever it has.
 */
final class JsonLine {
    private static final int DEEPEST = 32;
    private static final int MOST_TOKENS = 500_000;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_TEXT = 100;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NAME)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    // names are as many as a stranger likes, and would be kept for all files to come
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // what was written, so that it can be seen whether it can be kept
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The database has more years, and infinity beyond them. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final ObjectNode object;

    private JsonLine(ObjectNode object) {
        this.object = object;
    }

    static JsonLine parse(byte[] line) {
        try {
            return of(JSON.readTree(line));
        } catch (JsonProcessingException e) { // its message has the text
            throw GalleryFileException.malformed("It is not JSON, or deeper and longer than any export is.");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
    }

    private static JsonLine of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonLine(object);
        }
        throw GalleryFileException.malformed("It is no JSON object.");
    }

    /** Another field would otherwise be silently ignored. */
    void allow(Set<String> fields) {
        object.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw GalleryFileException.malformed("It has a field that is not known here; the known ones are %s."
                        .formatted(fields.stream().sorted().toList()));
            }
        });
    }

    /** Whether the field is there, even if it is null. */
    boolean has(String field) {
        return object.has(field);
    }

    /** Empty if the field is absent or null. */
    Optional<JsonNode> value(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    String text(String field) {
        return text(field, LONGEST_TEXT);
    }

    String text(String field, int longest) {
        return value(field)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty() && text.length() <= longest)
                .orElseThrow(() -> invalid(field, "must be a text of 1 to %d characters".formatted(longest)));
    }

    long integer(String field) {
        return value(field)
                .filter(value -> value.isIntegralNumber() && value.canConvertToLong())
                .orElseThrow(() -> invalid(field, "must be a whole number"))
                .longValue();
    }

    boolean flag(String field) {
        return value(field)
                .filter(JsonNode::isBoolean)
                .orElseThrow(() -> invalid(field, "must be true or false"))
                .booleanValue();
    }

    Instant instant(String field) {
        try {
            Instant instant = Instant.parse(text(field));
            if (!instant.isBefore(FIRST) && instant.isBefore(END) && instant.getNano() % 1000 == 0) {
                return instant;
            }
        } catch (DateTimeException e) {
            // it is no time at all
        }
        throw invalid(field, "must be a time in UTC of the years 1 to 9999, in microseconds at most");
    }

    List<JsonLine> objects(String field) {
        List<JsonLine> objects = new ArrayList<>();
        value(field)
                .filter(JsonNode::isArray)
                .orElseThrow(() -> invalid(field, "must be a list"))
                .forEach(element -> objects.add(of(element)));
        return objects;
    }

    static GalleryFileException invalid(String field, String must) {
        return GalleryFileException.malformed("The field '%s' %s.".formatted(field, must));
    }
}
