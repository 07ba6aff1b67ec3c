package io.facegate.training.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.fit.RunSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's settings: what the file says, over what its preset says, over the defaults. Every setting has its
 * default in {@code defaults.yaml} and nowhere else; a key that is not there is an error.
 */
public final class SettingsReader {
    /** The presets there are. */
    public static final List<String> PRESETS = List.of("quick-cpu", "vggface2", "distill");

    private static final String PRESET = "preset";
    private static final String STAGES = "stages";
    private static final String STAGE = "stage";
    private static final String KINDS = "kinds";
    private static final String KIND = "kind";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final ObjectNode defaults;

    public SettingsReader() throws IOException {
        this.defaults = resource("defaults");
    }

    /** What a command line may say beside the file. */
    public record Overrides(@Nullable String preset, List<Path> training, List<Path> validation) {
        public static final Overrides NONE = new Overrides(null, List.of(), List.of());

        public Overrides {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
        }
    }

    /**
     * @param file null for a preset alone
     * @throws ConfigurationException if the settings can't be used; the message says where
     */
    public RunSettings read(@Nullable Path file, Overrides overrides) throws IOException {
        ObjectNode own = file == null ? YAML.createObjectNode() : tree(Files.readString(file), file.toString());
        JsonNode preset = own.remove(PRESET);
        String presetName = overrides.preset() != null
                ? overrides.preset()
                : preset == null || preset.isNull() ? null : preset.asText();
        ObjectNode settings = defaults.deepCopy();
        settings.remove(List.of(STAGE, KINDS));
        if (presetName != null) {
            overlay(settings, preset(presetName));
        }
        overlay(settings, own);
        overlay(settings, data(overrides));
        settings.set(STAGES, stages(settings.get(STAGES)));
        return convert(settings);
    }

    private static ObjectNode data(Overrides overrides) {
        ObjectNode settings = YAML.createObjectNode();
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
        ArrayNode complete = YAML.createArrayNode();
        StreamSupport.stream(stages.spliterator(), false).forEach(stage -> {
            ObjectNode settings = defaults.get(STAGE).deepCopy();
            if (!(stage instanceof ObjectNode own)) {
                throw new ConfigurationException("A stage must have settings, not %s".formatted(stage));
            }
            overlay(settings, own);
            completeKinds(settings);
            complete.add(settings);
        });
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

    /** Objects are merged, unless they are of different kinds; anything else is replaced. */
    private static void overlay(ObjectNode under, ObjectNode over) {
        over.properties().forEach(property -> {
            JsonNode below = under.get(property.getKey());
            JsonNode above = property.getValue();
            if (below instanceof ObjectNode belowObject
                    && above instanceof ObjectNode aboveObject
                    && (!above.has(KIND) || above.get(KIND).equals(below.get(KIND)))) {
                overlay(belowObject, aboveObject);
            } else {
                under.set(property.getKey(), above.deepCopy());
            }
        });
    }

    private static RunSettings convert(ObjectNode settings) {
        try {
            return YAML.treeToValue(settings, RunSettings.class);
        } catch (JsonMappingException e) {
            throw new ConfigurationException(
                    "Setting %s: %s"
                            .formatted(
                                    place(e),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(e.getOriginalMessage(), e);
        }
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        e.getPath().forEach(step -> {
            if (step.getFieldName() == null) {
                place.append("[%d]".formatted(step.getIndex()));
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        });
        return place.toString();
    }

    private static ObjectNode preset(String name) throws IOException {
        if (!PRESETS.contains(name)) {
            throw new ConfigurationException(
                    "There is no preset %s.%nMaybe one of these: %s.".formatted(name, String.join(", ", PRESETS)));
        }
        return resource("preset-" + name);
    }

    /** How training pictures are changed unless the settings say otherwise. */
    public Augmentation defaultAugmentation() {
        try {
            return YAML.treeToValue(defaults.get("augmentation"), Augmentation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("defaults.yaml has no augmentation", e);
        }
    }

    /** The text of the file with all defaults, for people. */
    public static String documentation() throws IOException {
        return text("defaults");
    }

    private static ObjectNode resource(String name) throws IOException {
        return tree(text(name), name);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = SettingsReader.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The resource %s.yaml is missing".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode tree(String text, String name) throws IOException {
        try {
            if (YAML.readTree(text) instanceof ObjectNode settings) {
                return settings;
            }
            throw new ConfigurationException("%s has no settings".formatted(name));
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("%s is not YAML: %s".formatted(name, e.getOriginalMessage()), e);
        }
    }
}
