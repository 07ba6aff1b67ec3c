package io.facegate.service.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one type, in whatever body they are. A feature has a bean of it for each of the types that its bodies
 * bring; a field that is absent or null is null.
 */
public abstract class TypedField<T> extends JsonDeserializer<T> {
    private final Class<T> type;
    private final Function<JsonNode, T> reading;
    private final Function<IllegalArgumentException, String> must;

    /**
     * @param reading throws {@link IllegalArgumentException} if a value can't be one; its message says what it "must be",
     *     without the value
     */
    protected TypedField(Class<T> type, Function<JsonNode, T> reading) {
        this.type = type;
        this.reading = reading;
        this.must = e -> String.valueOf(e.getMessage());
    }

    /**
     * @param must what is said if {@code reading} throws {@link IllegalArgumentException}
     */
    protected TypedField(Class<T> type, String must, Function<JsonNode, T> reading) {
        this.type = type;
        this.reading = reading;
        this.must = e -> must;
    }

    @Override
    public final T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        JsonNode value = context.readTree(json);
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            throw new RefusedField(json, must.apply(e));
        }
    }

    final void addTo(SimpleModule module) {
        module.addDeserializer(type, this);
    }

    /** The text of a value; one that is no text is empty, which nothing takes. */
    protected static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }

    /**
     * For a record's constructor.
     *
     * @throws ProblemException if the field is absent or null
     */
    public static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw invalid(field, "must be there");
        }
    }

    public static ProblemException invalid(String field, String must) {
        return new ProblemException(ProblemType.FIELD_INVALID, field, "The field '%s' %s.".formatted(field, must));
    }
}
