package io.facegate.service.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Why the service can't start, for whoever started it: three lines.
 *
 * @param what is wrong, as the end of a sentence
 * @param setting which setting decides about it, and what that may be, as a sentence
 * @param advice what may help, as what follows "Maybe", with its full stop
 */
public record StartFailure(String what, String setting, String advice) {
    private static final String ADVICE = "Maybe ";

    /**
     * Of an error whose message ends with a line of advice that begins with "Maybe".
     *
     * @param setting as in the record
     * @param advice if the message has none
     */
    static StartFailure of(RuntimeException problem, String setting, String advice) {
        String message = String.valueOf(problem.getMessage());
        int line = message.lastIndexOf(ADVICE);
        return line < 0
                ? new StartFailure(oneLine(message), setting, advice)
                : new StartFailure(
                        oneLine(message.substring(0, line)),
                        setting,
                        oneLine(message.substring(line + ADVICE.length())));
    }

    private static String oneLine(String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "Facegate can't start: %s%n  %s%n  %s%s"
                .formatted(oneLine(what), oneLine(setting), ADVICE, oneLine(advice));
    }
}
