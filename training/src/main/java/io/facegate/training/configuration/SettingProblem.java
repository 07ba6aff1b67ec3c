package io.facegate.training.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of the settings what a reader of YAML says in those of Java: which setting it is, what it was given,
 * what it takes, and which settings there are.
 */
public final class SettingProblem {
    private static final Pattern MISSING = Pattern.compile("Missing (?:required )?creator property '([^']+)'.*");

    private SettingProblem() {}

    public static ConfigurationException of(JsonMappingException e) {
        String place = place(e);
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = settings(unknown.getReferringClass());
            return problem(
                    e,
                    "There is no setting %s.%n%s",
                    place,
                    known.isEmpty()
                            ? "Maybe leave it out: nothing can be set here."
                            : Nearest.advice(unknown.getPropertyName(), known));
        }
        if (e instanceof InvalidTypeIdException kind) {
            List<String> kinds = kinds(kind.getBaseType().getRawClass());
            String given = kind.getTypeId();
            return given == null
                    ? problem(e, "Setting %s needs a kind.%nMaybe one of these: %s.", place, String.join(", ", kinds))
                    : problem(e, "Setting %s has no kind %s.%n%s", place, given, Nearest.advice(given, kinds));
        }
        if (e instanceof ValueInstantiationException refused) {
            Throwable cause = Objects.requireNonNullElse(refused.getCause(), refused);
            String said = cause instanceof JsonMappingException ? "can't be used" : String.valueOf(cause.getMessage());
            return problem(e, place.isEmpty() ? "%2$s" : "Setting %s: %s", place, said);
        }
        if (e instanceof MismatchedInputException mismatched) {
            return mismatch(mismatched, place);
        }
        return problem(e, "Setting %s can't be used.", place);
    }

    private static ConfigurationException mismatch(MismatchedInputException e, String place) {
        Matcher missing =
                MISSING.matcher(e.getOriginalMessage().lines().findFirst().orElse(""));
        if (missing.matches()) {
            String name = missing.group(1);
            // the path may end with the missing one already
            String whole = place.equals(name) || place.endsWith("." + name) ? place : join(place, name);
            return problem(e, "Setting %s is missing.", whole);
        }
        String given = e instanceof InvalidFormatException format ? " (%s)".formatted(format.getValue()) : "";
        return problem(e, "Setting %s%s must be %s.", place, given, expected(e.getTargetType()));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of these: " + String.join(", ", constants(type));
        }
        if (type.isRecord()) {
            return "given by its own settings: " + String.join(", ", settings(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list, such as [first, second]";
        }
        return kinds(type).isEmpty() ? "a text" : "given by a kind, one of these: " + String.join(", ", kinds(type));
    }

    private static List<String> settings(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static List<String> kinds(Class<?> family) {
        JsonSubTypes kinds = family.getAnnotation(JsonSubTypes.class);
        return kinds == null
                ? List.of()
                : Arrays.stream(kinds.value()).map(JsonSubTypes.Type::name).toList();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(constant -> {
                    JsonProperty name = constant.getAnnotation(JsonProperty.class);
                    return name == null ? constant.getName().toLowerCase(Locale.ROOT) : name.value();
                })
                .toList();
    }

    /** Such as {@code stages[0].rates.head}. */
    private static String place(JsonMappingException e) {
        String place = "";
        for (JsonMappingException.Reference step : e.getPath()) {
            place = step.getFieldName() == null
                    ? place + "[%d]".formatted(step.getIndex())
                    : join(place, step.getFieldName());
        }
        return place;
    }

    private static String join(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static ConfigurationException problem(Exception cause, String message, Object... values) {
        return new ConfigurationException(message.formatted(values), cause);
    }
}
