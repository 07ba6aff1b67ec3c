package io.facegate.service.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import io.facegate.service.web.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A field of a body that tells null from absence (RFC 7396).
 *
 * @param given whether it is there, even if it is null
 */
@JsonDeserialize(using = Patch.Reader.class)
public record Patch<T>(boolean given, @Nullable T value) {

    /** Null is a value like any other. */
    public void ifGiven(Consumer<@Nullable T> change) {
        if (given) {
            change.accept(value);
        }
    }

    /** Nothing happens if it is absent, and null was refused by {@link #refuseNull}. */
    public void ifPresent(Consumer<T> change) {
        if (value != null) {
            change.accept(value);
        }
    }

    public T orElse(T absent) {
        return value == null ? absent : value;
    }

    /**
     * @throws ProblemException if it is null, and not merely absent
     */
    public void refuseNull(String field) {
        if (given && value == null) {
            throw TypedField.invalid(field, "must not be null");
        }
    }

    /** As the type of its value is read. */
    @RegisterForReflection
    static final class Reader extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {
        private final @Nullable JavaType type;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty field) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Patch<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new Patch<>(true, context.readValue(json, Objects.requireNonNull(type, "a patch is of a type")));
        }

        @Override
        public Patch<?> getNullValue(DeserializationContext context) {
            return new Patch<>(true, null);
        }

        @Override
        public Patch<?> getAbsentValue(DeserializationContext context) {
            return new Patch<>(false, null);
        }
    }
}
