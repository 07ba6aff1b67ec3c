package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line may say beside the file.
 *
 * @param preset instead of the file's
 * @param training instead of the file's folders, unless it is empty
 * @param validation instead of the file's folders, unless it is empty
 * @param assignments single settings, such as {@code rates.head=1e-4}
 */
public record Overrides(@Nullable String preset, List<Path> training, List<Path> validation, List<String> assignments) {
    public static final Overrides NONE = new Overrides(null, List.of(), List.of());

    public Overrides {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        assignments = List.copyOf(assignments);
    }

    public Overrides(@Nullable String preset, List<Path> training, List<Path> validation) {
        this(preset, training, validation, List.of());
    }

    /** As a file would say it. */
    ObjectNode data() {
        ObjectNode settings = SettingsYaml.empty();
        put(settings, "training", training);
        put(settings, "validation", validation);
        return settings;
    }

    private static void put(ObjectNode settings, String name, List<Path> folders) {
        if (!folders.isEmpty()) {
            ArrayNode names = settings.withObject("/data").putArray(name);
            folders.forEach(folder -> names.add(folder.toString()));
        }
    }
}
