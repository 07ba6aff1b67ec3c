package io.facegate.training.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.fit.RunSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's settings: what the command line says, over what the file says, over what its preset says, over the
 * defaults. Every setting has its default in {@code defaults.yaml} and nowhere else; a key that is not there is an error.
 */
public final class SettingsReader {
    /** The presets there are. */
    public static final List<String> PRESETS = List.of("quick-cpu", "vggface2", "distill");

    static final String STAGES = "stages";

    private static final String PRESET = "preset";
    private static final String STAGE = "stage";
    private static final String KINDS = "kinds";
    private static final String KIND = SettingsYaml.KIND;

    private final ObjectNode defaults;

    public SettingsReader() throws IOException {
        this.defaults = resource("defaults");
    }

    /**
     * What a command line may say beside the file.
     *
     * @param assignments single settings, such as {@code rates.head=1e-4}
     */
    public record Overrides(
            @Nullable String preset, List<Path> training, List<Path> validation, List<String> assignments) {
        public static final Overrides NONE = new Overrides(null, List.of(), List.of());

        public Overrides {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
            assignments = List.copyOf(assignments);
        }

        public Overrides(@Nullable String preset, List<Path> training, List<Path> validation) {
            this(preset, training, validation, List.of());
        }
    }

    /**
     * @param file null for a preset alone
     * @throws ConfigurationException if the settings can't be used; the message says where
     */
    public RunSettings read(@Nullable Path file, Overrides overrides) throws IOException {
        ObjectNode own =
                file == null ? SettingsYaml.empty() : SettingsYaml.settings(Files.readString(file), file.toString());
        requireKnown(own);
        JsonNode preset = own.remove(PRESET);
        String presetName = overrides.preset() != null
                ? overrides.preset()
                : preset == null || preset.isNull() ? null : preset.asText();
        ObjectNode settings = defaults.deepCopy();
        settings.remove(List.of(STAGE, KINDS));
        if (presetName != null) {
            SettingsYaml.overlay(settings, preset(presetName));
        }
        JsonNode changes = own.get(STAGES) instanceof ObjectNode ? own.remove(STAGES) : null;
        SettingsYaml.overlay(settings, own);
        SettingsYaml.overlay(settings, data(overrides));
        StageChanges stages = new StageChanges(settings, defaults.get(STAGE));
        if (changes != null) {
            stages.byName((ObjectNode) changes);
        }
        overrides.assignments().stream().map(Assignment::of).forEach(stages::assign);
        settings.set(STAGES, stages(settings.get(STAGES)));
        requireValues(settings, defaults, "");
        RunSettings read = SettingsYaml.convert(settings, RunSettings.class);
        if (read.start() == null) {
            read.requireTrainedBackbone("start is null");
        }
        return read;
    }

    /** What lies deeper is known to those that it belongs to. */
    private void requireKnown(ObjectNode own) {
        List<String> known = new ArrayList<>(List.of(PRESET));
        defaults.fieldNames().forEachRemaining(known::add);
        known.removeAll(List.of(STAGE, KINDS));
        known.add(STAGES);
        own.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "There is no setting %s.%n%s".formatted(name, Nearest.advice(name, known)));
            }
        });
    }

    private static ObjectNode data(Overrides overrides) {
        ObjectNode settings = SettingsYaml.empty();
        if (!overrides.training().isEmpty()) {
            ArrayNode folders = settings.withObject("/data").putArray("training");
            overrides.training().forEach(folder -> folders.add(folder.toString()));
        }
        if (!overrides.validation().isEmpty()) {
            ArrayNode folders = settings.withObject("/data").putArray("validation");
            overrides.validation().forEach(folder -> folders.add(folder.toString()));
        }
        return settings;
    }

    private ArrayNode stages(@Nullable JsonNode stages) {
        if (stages == null || !stages.isArray() || stages.isEmpty()) {
            throw new ConfigurationException(
                    "There are no stages.%nMaybe start from a preset: %s.".formatted(String.join(", ", PRESETS)));
        }
        ArrayNode complete = SettingsYaml.empty().arrayNode();
        for (JsonNode stage : stages) {
            if (!(stage instanceof ObjectNode own)) {
                throw new ConfigurationException(
                        "Setting stages[%d] must have settings of its own, not %s.".formatted(complete.size(), stage));
            }
            ObjectNode settings = defaults.get(STAGE).deepCopy();
            SettingsYaml.overlay(settings, own);
            completeKinds(settings);
            requireValues(settings, defaults.get(STAGE), "stages[%d].".formatted(complete.size()));
            complete.add(settings);
        }
        return complete;
    }

    /** Gives everything that has a kind the defaults of its kind. */
    private void completeKinds(ObjectNode settings) {
        settings.properties().forEach(property -> {
            if (property.getValue() instanceof ObjectNode child) {
                JsonNode kind = child.get(KIND);
                String family =
                        property.getKey().equals("margin") || property.getKey().equals("decay")
                                ? "schedule"
                                : property.getKey();
                if (kind != null
                        && defaults.at("/" + KINDS + "/" + family + "/" + kind.asText()) instanceof ObjectNode known) {
                    ObjectNode complete = known.deepCopy();
                    complete.setAll(child);
                    property.setValue(complete);
                } else {
                    completeKinds(child);
                }
            }
        });
    }

    /** Only what has no value by default may have none. */
    private static void requireValues(ObjectNode settings, JsonNode defaults, String place) {
        settings.properties().forEach(property -> {
            JsonNode usual = defaults.get(property.getKey());
            if (property.getValue().isNull() && usual != null && !usual.isNull()) {
                throw new ConfigurationException("Setting %s must have a value.%nMaybe leave it out; its default is %s."
                        .formatted(place + property.getKey(), usual));
            }
            if (property.getValue() instanceof ObjectNode child && usual instanceof ObjectNode) {
                requireValues(child, usual, place + property.getKey() + ".");
            }
        });
    }

    private static ObjectNode preset(String name) throws IOException {
        if (!PRESETS.contains(name)) {
            throw new ConfigurationException(
                    "There is no preset %s.%n%s".formatted(name, Nearest.advice(name, PRESETS)));
        }
        return resource("preset-" + name);
    }

    /** How training pictures are changed unless the settings say otherwise. */
    public Augmentation defaultAugmentation() {
        return SettingsYaml.convert(defaults.get("augmentation"), Augmentation.class);
    }

    /** The text of the file with all defaults, for people. */
    public static String documentation() throws IOException {
        return text("defaults");
    }

    private static ObjectNode resource(String name) throws IOException {
        return SettingsYaml.settings(text(name), name);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = SettingsReader.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The resource %s.yaml is missing".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
