package io.facegate.service.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.io.IOException;
import java.util.List;

/**
 * Reads bodies into records whose components are read by {@link TypedField}s. What a value must be is said by its type
 * alone, which can't be made of another: Hibernate Validator would say it a second time.
 */
public final class JsonReader {
    private final long maximumTokens;
    private final ObjectMapper mapper;

    /**
     * @param maximumTokens values, names and brackets
     */
    public JsonReader(long maximumTokens, List<TypedField<?>> fields) {
        this.maximumTokens = maximumTokens;
        SimpleModule module = new SimpleModule();
        fields.forEach(field -> field.addTo(module));
        this.mapper = BoundedJson.mapper(maximumTokens).registerModule(module);
    }

    /**
     * Within the limits, so that it takes some milliseconds whatever the body has; a worker's, all the same.
     *
     * @throws ProblemException if this is no such JSON object; also if it has a field that the record hasn't, which would
     *     otherwise be silently ignored
     */
    public <T> T read(byte[] body, Class<T> type) {
        // the tree first: of a name that is there twice, the last one counts
        if (!(tree(body) instanceof ObjectNode object)) {
            throw malformed("The body must be a JSON object.");
        }
        try {
            return mapper.treeToValue(object, type);
        } catch (UnrecognizedPropertyException e) {
            throw new ProblemException(
                    ProblemType.FIELD_INVALID,
                    "The body has a field that is not known here; the known ones are %s."
                            .formatted(e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList()));
        } catch (RefusedField e) {
            throw TypedField.invalid(e.field(), e.must());
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof ProblemException problem) { // of the record's own checks
                throw problem;
            }
            throw new IllegalStateException("A record refuses by problems", e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every component of a body is read by a TypedField", e);
        }
    }

    private JsonNode tree(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (StreamConstraintsException e) {
            throw malformed(BoundedJson.limits(maximumTokens));
        } catch (JsonProcessingException e) { // its message has the text
            throw malformed("The body is not JSON.");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.REQUEST_MALFORMED, why);
    }
}
