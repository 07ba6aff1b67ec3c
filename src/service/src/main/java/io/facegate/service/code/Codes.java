package io.facegate.service.code;

import java.util.Locale;

/**
 * The names of constants in the interface, the database and the metrics: the constant's own in lower case, such as
 * {@code needs_re_enrolment}. A constant that is renamed is another one there.
 */
public final class Codes {
    private Codes() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such constant
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
    }
}
