package io.facegate.training.cli;

import io.facegate.training.configuration.SettingsYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that make something together, in their order. Each goes on where it was if it was broken off, and so does the whole.
 *
 * @param steps each a command line of {@code ./facegate}, without that
 */
record Recipe(List<String> steps) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|\\S+");

    Recipe {
        steps = steps.stream().map(String::strip).toList();
        if (steps.isEmpty() || steps.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("steps (%s) must be commands, and at least one".formatted(steps));
        }
        if (steps.stream().anyMatch(step -> step.lines().count() > 1)) {
            throw new IllegalArgumentException("each of steps must be on one line");
        }
    }

    static Recipe read(Path file) throws IOException {
        return SettingsYaml.convert(SettingsYaml.settings(Files.readString(file), file.toString()), Recipe.class);
    }

    /** The words of a step, as a shell would take them; quotes are for what has spaces. */
    static List<String> words(String step) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(step);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
        }
        return words;
    }
}
