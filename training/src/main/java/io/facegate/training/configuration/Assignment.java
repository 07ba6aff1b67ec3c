package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting as a command line changes it: {@code augmentation.rotation=0}, {@code stages[0].rates.head=1e-4}, {@code
 * stages[softmax].epochs=3}; a path that begins with a stage's setting, such as {@code rates.head=1e-4}, is for every
 * stage.
 *
 * @param path names and, in brackets, numbers from 0 or stages' names
 * @param value what YAML makes of the text
 */
record Assignment(List<String> path, JsonNode value) {
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\[[^\\[\\]]+])*(\\.[A-Za-z][A-Za-z0-9]*(\\[[^\\[\\]]+])*)*");
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)|\\[([^\\[\\]]+)]");

    Assignment {
        path = List.copyOf(path);
    }

    /**
     * @throws ConfigurationException if it is not of the form {@code PATH=VALUE}
     */
    static Assignment of(String text) {
        int equals = text.indexOf('=');
        String path = equals < 0 ? text : text.substring(0, equals).strip();
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (value.isEmpty() || !PATH.matcher(path).matches()) {
            throw new ConfigurationException(
                    "--set %s sets nothing.%nMaybe a setting and its value: --set rates.head=1e-4, --set stages[0].epochs=3."
                            .formatted(text));
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group(1) == null ? step.group(2) : step.group(1));
        }
        return new Assignment(steps, SettingsYaml.value(value, "--set " + text));
    }

    /** The path as people write it, as far as its first steps. */
    String upTo(int steps) {
        return String.join(".", path.subList(0, steps));
    }
}
