package io.facegate.service.web.parameter;

import io.facegate.service.code.Codes;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import java.util.Arrays;
import java.util.List;

/** Reads a query parameter that is one of a few words: the codes of an enumeration. */
public abstract class CodedParameter<E extends Enum<E>> extends TypedParameter<E> {
    /**
     * @param name of the parameter
     */
    protected CodedParameter(Class<E> type, String name) {
        super(
                type,
                text -> constant(type, text),
                () -> new ProblemException(
                        ProblemType.PARAMETER_INVALID,
                        "The query parameter '%s' must be %s.".formatted(name, choice(type))));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Codes.of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No code of a " + type.getSimpleName()));
    }

    /** Such as {@code 'all', 'largest' or 'only'}. */
    private static String choice(Class<? extends Enum<?>> type) {
        List<String> codes = Arrays.stream(type.getEnumConstants())
                .map(constant -> "'" + Codes.of(constant) + "'")
                .toList();
        int last = codes.size() - 1;
        return String.join(", ", codes.subList(0, last)) + " or " + codes.get(last);
    }
}
