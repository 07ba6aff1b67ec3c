package io.facegate.service.access.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.access.Scope;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.parameter.TypedParameter;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** How requests say what a key shall be. */
final class KeyBodies {
    private KeyBodies() {}

    private static <T> Set<T> set(JsonNode value, Function<String, T> reading) {
        if (!value.isArray()) {
            throw new IllegalArgumentException("not a list");
        }
        Set<T> set = new HashSet<>();
        value.forEach(element -> set.add(reading.apply(element.isTextual() ? element.textValue() : "")));
        return set;
    }

    /** What a key is for, to people. */
    record Name(String value) {}

    /** What a key may do. */
    record Scopes(Set<Scope> value) {}

    /** How long; ISO 8601. */
    record Period(Duration value) {
        static final String RULE = "must be a period of ISO 8601 above none, such as P90D or PT12H";

        static Period of(String text) {
            try {
                return new Period(Duration.parse(text));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(RULE, e);
            }
        }

        Period {
            if (value.isNegative() || value.compareTo(Duration.ofDays(36_500)) > 0) {
                throw new IllegalArgumentException(RULE);
            }
        }
    }

    @Singleton
    static final class NameField extends TypedField<Name> {
        NameField() {
            super(Name.class, value -> new Name(text(value)));
        }
    }

    @Singleton
    static final class ScopesField extends TypedField<Scopes> {
        ScopesField() {
            super(Scopes.class, "must be a list of scopes", value -> new Scopes(set(value, Scope::ofCode)));
        }
    }

    @Singleton
    static final class GalleriesField extends TypedField<BoundGalleries> {
        GalleriesField() {
            super(
                    BoundGalleries.class,
                    "must be a list of galleries' names",
                    value -> new BoundGalleries(set(value, GalleryName::new)));
        }
    }

    @Singleton
    static final class PeriodField extends TypedField<Period> {
        PeriodField() {
            super(Period.class, Period.RULE, value -> Period.of(text(value)));
        }
    }

    /** In a query. */
    @Provider
    public static final class PeriodParameter extends TypedParameter<Period> {
        public PeriodParameter() {
            super(
                    Period.class,
                    Period::of,
                    () -> new ProblemException(
                            ProblemType.PARAMETER_INVALID, "The query parameter 'overlap' %s.".formatted(Period.RULE)));
        }
    }
}
