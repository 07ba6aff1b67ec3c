package io.facegate.service.web.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A request body that is a JSON object. Unlike a class, it tells a field that is null from one that is absent. */
public final class JsonBody {
    private static final ObjectMapper FIELDS = BoundedJson.mapper(BodyKind.JSON.maximumTokens());
    private static final ObjectMapper EMBEDDINGS = BoundedJson.mapper(BodyKind.EMBEDDINGS.maximumTokens());

    private final ObjectNode object;

    private JsonBody(ObjectNode object) {
        this.object = object;
    }

    /**
     * A line of a file.
     *
     * @throws ProblemException if this is no JSON object
     */
    public static JsonBody parse(byte[] line) {
        return parse(line, BodyKind.EMBEDDINGS);
    }

    /**
     * Within the limits of its kind, so that it takes some milliseconds whatever it has; a worker's, all the same.
     *
     * @throws ProblemException if this is no JSON object
     */
    static JsonBody parse(byte[] body, BodyKind kind) {
        JsonNode node;
        try {
            node = (kind == BodyKind.JSON ? FIELDS : EMBEDDINGS).readTree(body);
        } catch (StreamConstraintsException e) {
            throw new ProblemException(ProblemType.REQUEST_MALFORMED, BoundedJson.limits(kind));
        } catch (JsonProcessingException e) { // its message has the text
            throw new ProblemException(ProblemType.REQUEST_MALFORMED, "The body is not JSON.");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
        return of(node);
    }

    /**
     * A part of a body.
     *
     * @throws ProblemException if this is no JSON object
     */
    public static JsonBody of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new JsonBody(object);
        }
        throw new ProblemException(ProblemType.REQUEST_MALFORMED, "The body must be a JSON object.");
    }

    /**
     * @throws ProblemException if there is another field, which would otherwise be silently ignored
     */
    public JsonBody allow(Set<String> fields) {
        object.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new ProblemException(
                        ProblemType.FIELD_INVALID,
                        "The body has a field that is not known here; the known ones are %s."
                                .formatted(fields.stream().sorted().toList()));
            }
        });
        return this;
    }

    /** Whether the field is there, even if it is null. */
    public boolean has(String field) {
        return object.has(field);
    }

    /** Empty if the field is absent or null. */
    public Optional<JsonNode> value(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    /**
     * Empty if the field is absent or null.
     *
     * @param maximum length in code points; the least is 1
     * @throws ProblemException if it is no such text
     */
    public Optional<String> text(String field, int maximum) {
        return value(field).map(value -> {
            String text = value.isTextual() ? value.textValue() : "";
            int length = text.codePointCount(0, text.length());
            if (length < 1 || length > maximum || text.indexOf('\0') >= 0 || isTorn(text)) {
                throw invalid(
                        field,
                        "must be a text of 1 to %d characters, without U+0000 and halves of surrogate pairs"
                                .formatted(maximum));
            }
            return text;
        });
    }

    /** Whether a text has half of a surrogate pair, which no encoding can keep: the database would store another text. */
    public static boolean isTorn(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /**
     * @throws ProblemException if the field is there and is neither true nor false
     */
    public Optional<Boolean> flag(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        return Optional.of(value(field)
                .filter(JsonNode::isBoolean)
                .orElseThrow(() -> invalid(field, "must be true or false"))
                .booleanValue());
    }

    public static ProblemException invalid(String field, String must) {
        return new ProblemException(ProblemType.FIELD_INVALID, field, "The field '%s' %s.".formatted(field, must));
    }
}
