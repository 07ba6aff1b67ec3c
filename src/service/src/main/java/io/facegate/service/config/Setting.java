package io.facegate.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A setting as the service reads it: a method of a configuration interface, and where that lies.
 *
 * @param property its name, such as {@code facegate.quality.minimum-brightness}
 * @param value what it is set to; null if it is left out
 */
public record Setting(
        String property, Method method, @Nullable Object value) {
    static Setting of(String prefix, Method method, Object settings) {
        try {
            return new Setting(
                    "%s.%s".formatted(prefix, kebabCase(method.getName())), method, unwrapped(method.invoke(settings)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A setting can always be read", e);
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        return value;
    }

    private static String kebabCase(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The environment variable of a property: {@code FACEGATE_QUALITY_MINIMUM_BRIGHTNESS}. */
    public static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String variable() {
        return variable(property);
    }

    /** The value as a number, in seconds or bytes where it has a unit; null if it is left out or none. */
    @Nullable
    Double number() {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() / 1e9;
        }
        return value instanceof MemorySize size ? Double.valueOf(size.asLongValue()) : null;
    }

    /** Of its value or, without one, of its method. */
    private String type() {
        return value == null
                ? method.getGenericReturnType().getTypeName()
                : value.getClass().getName();
    }

    private boolean isWhole() {
        return type().matches("int|long|.*(Integer|Int|Long|MemorySize)>?");
    }

    private Bounds bounds() {
        Range range = method.getAnnotation(Range.class);
        return range == null ? Bounds.byDefault(isWhole()) : new Bounds(range.from(), range.to(), range.open());
    }

    /** Whether the value, if there is one and it is a number, is one that the setting may have. */
    boolean isWithinItsBounds() {
        Double number = number();
        return number == null || bounds().include(number);
    }

    /** What it may be. */
    String allowed() {
        String bounds = bounds().toString();
        String type = type();
        if (type.matches("(?i).*boolean>?")) {
            return "true or false";
        }
        if (type.contains("Duration")) {
            return "a duration %s%s".formatted(bounds, bounds.equals("above 0") ? "" : " seconds");
        }
        if (type.contains("MemorySize")) {
            return "a size %s bytes".formatted(bounds);
        }
        if (isWhole()) {
            return "a whole number " + bounds;
        }
        return type.matches("(?i).*(float|double)>?") ? "a number " + bounds : "text";
    }

    /** As it would be typed. */
    String text() {
        if (value instanceof Duration duration) {
            return duration.toString().replaceFirst("^PT", "");
        }
        return value instanceof MemorySize size ? size.asBigInteger().toString() : String.valueOf(value);
    }

    /** What it is where it is left out; null if that is told by its documentation. */
    @Nullable
    String byDefault() {
        WithDefault given = method.getAnnotation(WithDefault.class);
        return given == null ? null : given.value().replaceAll("\\$\\{\\w+:(.*)}", "$1");
    }
}
