package io.facegate.service.web.parameter;

import io.facegate.service.web.problem.ProblemException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one type, wherever an endpoint declares one. A feature has one, with {@code @Provider}, for each of
 * the types that name its things in requests; the type's {@code @Schema} describes them all.
 */
public abstract class TypedParameter<T> implements ParamConverterProvider, ParamConverter<T> {
    private final Class<T> type;
    private final Function<String, T> reading;
    private final Supplier<ProblemException> refusal;

    /**
     * @param reading throws {@link IllegalArgumentException} if a text can't be one
     * @param refusal what that is answered with
     */
    protected TypedParameter(Class<T> type, Function<String, T> reading, Supplier<ProblemException> refusal) {
        this.type = type;
        this.reading = reading;
        this.refusal = refusal;
    }

    @Override
    @SuppressWarnings("unchecked") // the same type
    public final <P> @Nullable ParamConverter<P> getConverter(Class<P> raw, Type generic, Annotation[] annotations) {
        return raw.equals(type) ? (ParamConverter<P>) this : null;
    }

    /** @throws RefusedParameter if the text can't be one */
    @Override
    public final T fromString(String text) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedParameter(refusal.get());
        }
    }

    /** A server reads parameters; only a client would write them. */
    @Override
    public final String toString(T value) {
        throw new UnsupportedOperationException("Parameters are only read here");
    }
}
